/** The part of Handlebars' runtime that runs precompiled templates; the package declares no types for it. */
declare module 'handlebars/runtime.js' {
  const runtime: { template(spec: object): (data: object) => string }
  export = runtime
}
