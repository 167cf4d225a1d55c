import { describe, expect, test } from 'vitest'
import { RULES, type Rule } from '../../../scripts/extension/scan/finding.ts'
import { line, scan } from '../../../scripts/extension/scan/scan.ts'
import manifest from '../../../manifest.json' with { type: 'json' }

const packed = (file: string, text: string) => ({ [file]: new TextEncoder().encode(text) })
const rulesIn = (file: string, text: string) => scan(packed(file, text)).map(({ rule }) => rule)

const scripts: [Rule, string[]][] = [
  ['a script that can be read', ['let = 1 2']],
  [
    'no eval',
    ['eval("1")', 'eval(x)', 'window.eval(x)', 'globalThis["eval"](x)', '(0, eval)(x)', '(0,self.eval)(x)'],
  ],
  [
    'no function from a string',
    [
      'new Function("return 1")',
      'Function(x)()',
      'new globalThis.Function("a", x)',
      '(()=>0).constructor("return 1")()',
    ],
  ],
  [
    'no timer that runs a string',
    ['setTimeout("f()", 1)', 'window.setInterval(`f()`, 1)', 'setTimeout("f(" + x + ")", 1)'],
  ],
  ['no importScripts', ['importScripts("a.js")', 'self.importScripts(x)']],
  [
    'no code imported from elsewhere',
    [
      'import("https://cdn.example/a.js")',
      'import(`https://${host}/a.js`)',
      'import(`./${name}.js`)',
      'import(address)',
      'import("data:text/javascript,1")',
      'import("//cdn.example/a.js")',
      'import a from "https://cdn.example/a.js"',
      'export * from "https://cdn.example/a.js"',
      'export { a } from "blob:x"',
      'import "preact"',
    ],
  ],
  [
    'no worker from elsewhere',
    [
      'new Worker("https://cdn.example/a.js")',
      'new Worker(URL.createObjectURL(blob))',
      'new SharedWorker("data:text/javascript,1")',
      'navigator.serviceWorker.register("https://cdn.example/a.js")',
      'audio.audioWorklet.addModule("blob:x")',
    ],
  ],
  ['no WebAssembly', ['WebAssembly.instantiate(bytes)', 'new globalThis.x(WebAssembly)']],
  [
    'no script from elsewhere',
    [
      'script.src = "https://cdn.example/a.js"',
      'a.b.src = `data:text/javascript,1`',
      'e.setAttribute("src", "//cdn.example/a.js")',
    ],
  ],
  [
    'no script element made',
    ['document.createElement("script")', 'd.createElementNS("http://www.w3.org/1999/xhtml", `SCRIPT`)'],
  ],
  [
    'no elements from strings',
    [
      'e.innerHTML = x',
      'e["outerHTML"] += x',
      'frame.srcdoc = x',
      'h("div", { innerHTML: x })',
      'h("div", { dangerouslySetInnerHTML: { __html: x } })',
      'e.insertAdjacentHTML("beforeend", x)',
      'document.write(x)',
      'window.document.writeln(x)',
      'range.createContextualFragment(x)',
      'e.setHTMLUnsafe(x)',
      'new DOMParser().parseFromString(x, "text/html")',
    ],
  ],
  ['nothing left over from the build', ['let a\n//# sourceMappingURL=a.js.map']],
]

const pages: [Rule, string[]][] = [
  [
    'no script from elsewhere',
    [
      '<script src="https://cdn.example/a.js"></script>',
      "<SCRIPT defer src='//cdn.example/a.js'></SCRIPT>",
      '<script src=data:text/javascript,1></script>',
      '<script src="blob:x"></script>',
    ],
  ],
  [
    'no script in the page',
    [
      '<script>start()</script>',
      '<script type="module">import "./a.js"</script>',
      '<button onclick="go()">Go</button>',
      '<a href="javascript:go()">Go</a>',
      '<iframe srcdoc="<p>"></iframe>',
    ],
  ],
  [
    'nothing loaded from elsewhere',
    [
      '<link rel="stylesheet" href="https://cdn.example/a.css">',
      '<iframe src="https://elsewhere.example/"></iframe>',
      '<base href="//elsewhere.example/">',
    ],
  ],
]

const styles: [Rule, string[]][] = [
  [
    'nothing loaded from elsewhere',
    [
      '@import "https://cdn.example/a.css";',
      '@import url(//cdn.example/a.css);',
      '@font-face { src: url("https://cdn.example/a.woff2") }',
      'a { background: url(data:text/html,1) }',
    ],
  ],
]

const policy = manifest.content_security_policy.extension_pages
const manifestWith = (more: object) => JSON.stringify({ ...manifest, ...more })
const policies = (extension_pages: string) => manifestWith({ content_security_policy: { extension_pages } })

const manifests: [Rule, string[]][] = [
  [
    'a content security policy as strict as it was',
    [
      manifestWith({ content_security_policy: undefined }),
      manifestWith({ content_security_policy: { extension_pages: policy, sandbox: 'script-src *' } }),
      policies(policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")),
      policies(policy.replace("script-src 'self'", "script-src 'self' https://cdn.example")),
      policies(policy.replace("script-src 'self'; ", '')),
      policies(policy.replace("default-src 'none'; ", '')),
      policies(policy.replace("connect-src 'self' https:", 'connect-src *')),
      policies(policy.replace("frame-ancestors 'none'", 'frame-ancestors https:')),
      policies(`${policy}; worker-src blob:`),
      policies(`script-src https:; ${policy}`),
    ],
  ],
  [
    'no file that pages can load',
    [manifestWith({ web_accessible_resources: [{ resources: ['a.js'], matches: ['https://*/*'] }] })],
  ],
]

const flat = (samples: [Rule, string[]][]) =>
  samples.flatMap(([rule, texts]) => texts.map((text): [Rule, string] => [rule, text]))

describe('a package that runs code of somebody else', () => {
  test.each(flat(scripts))('is found: %s: %s', (rule, code) => {
    expect(rulesIn('assets/a.js', code)).toContain(rule)
  })

  test.each(flat(pages))('is found: %s: %s', (rule, html) => {
    expect(rulesIn('src/a/index.html', html)).toContain(rule)
  })

  test.each(flat(styles))('is found: %s: %s', (rule, css) => {
    expect(rulesIn('assets/a.css', css)).toContain(rule)
  })

  test.each(flat(manifests))('is found in its manifest, %#: %s', (rule, text) => {
    expect(rulesIn('manifest.json', text)).toContain(rule)
  })

  test.each<[Rule, string]>([
    ['nothing left over from the build', 'crx-manifest.js.map'],
    ['nothing left over from the build', 'assets/stub.js'],
    ['nothing left over from the build', '.vite/manifest.json'],
    ['no file of an unknown kind', 'assets/a.wasm'],
    ['no file of an unknown kind', 'LICENSE'],
  ])('is found: %s: %s', (rule, file) => {
    expect(rulesIn(file, '')).toEqual([rule])
  })

  test('is shown by file, rule and the piece of code', () => {
    const [finding] = scan(packed('assets/a.js', `f(); eval(${'x'.repeat(200)})`))
    expect(finding).toEqual({ file: 'assets/a.js', rule: 'no eval', snippet: `eval(${'x'.repeat(95)}…` })
    expect(finding && line(finding)).toBe(`assets/a.js: no eval: eval(${'x'.repeat(95)}…`)
  })

  test('has a sample here for each rule', () => {
    const sampled = new Set([...scripts, ...pages, ...styles, ...manifests].map(([rule]) => rule))
    expect(RULES.filter((rule) => !sampled.has(rule))).toEqual(['no file of an unknown kind'])
  })
})

describe('a package that runs its own code alone', () => {
  test.each([
    ['assets/a.js', 'import { a } from "./b.js"; import("./c.js"); export * from "../d.js"'],
    ['assets/a.js', 'setTimeout(() => f(), 1); setTimeout(f, 1); timers.setTimeout("a")'],
    [
      'assets/a.js',
      'Function.call.bind(f); class A { constructor() { this.constructor.name } }; a.constructor(b)',
    ],
    [
      'assets/a.js',
      'e.textContent = x; if (e.innerHTML == x) f(); fetch("https://pool.example/"); response.write(x)',
    ],
    [
      'assets/a.js',
      'img.src = "/icons/16.png"; document.createElementNS("http://www.w3.org/2000/svg", "path")',
    ],
    ['assets/a.css', 'a { background: url("data:image/svg+xml,%3csvg/%3e"), url(/icons/16.png) }'],
    [
      'src/a/index.html',
      '<!doctype html><script type="module" src="/assets/a.js"></script><a href="https://a.example">',
    ],
  ])('passes: %s: %s', (file, text) => {
    expect(scan(packed(file, text))).toEqual([])
  })

  test.each([policy, policy.replace("connect-src 'self' https:", 'connect-src')])(
    'passes with the policy it has, and with one that allows less: %s',
    (text) => expect(scan(packed('manifest.json', policies(text)))).toEqual([]),
  )
})
