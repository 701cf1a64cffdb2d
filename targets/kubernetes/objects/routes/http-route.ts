/** The Gateway that a route belongs to (Gateway API v1, ParentReference). */
export interface ParentReference {
  /** Absent for that of the route. */
  readonly namespace?: string | undefined
  readonly name: string
}

/** Requests, and where they go (Gateway API v1, HTTPRouteRule): as much as we write of it, as `http-route.schema.json` has it. */
export interface HttpRouteRule {
  readonly matches: readonly { readonly path: { readonly type: 'Exact' | 'PathPrefix'; readonly value: string } }[]
  readonly filters?: readonly { readonly type: 'URLRewrite'; readonly urlRewrite: { readonly path: PathRewrite } }[]
  readonly backendRefs: readonly { readonly name: string; readonly port: number }[]
}

/** What takes the place of the path, or of the part of it that matched (Gateway API v1, HTTPPathModifier). */
export type PathRewrite =
  | { readonly type: 'ReplaceFullPath'; readonly replaceFullPath: string }
  | { readonly type: 'ReplacePrefixMatch'; readonly replacePrefixMatch: string }
