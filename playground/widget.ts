import '../src/widget/index.js'
