// `import 'together-react/engine'` puts what makes requests into the page's own bundle: for a page which must not depend on
// a second load, for a service worker, where `import()` is forbidden, and for a script which is one file.
import * as engine from '../core/engine.js'
import { provideEngine } from '../core/loadEngine.js'
import { providePrepareRequest } from './loadPrepareRequest.js'
import * as prepareRequest from './prepareRequest.js'

provideEngine(engine)
providePrepareRequest(prepareRequest)
