/** What we use of openrouteservice-js 0.4.1, which ships without types. Its answers are parsed before they are believed. */
declare module 'openrouteservice-js' {
  type Options = { host: string; timeout: number; api_key?: string }
  type Arguments = { profile: string; [parameter: string]: unknown }

  class Client {
    constructor(options: Options)
    argsCache: { host: string; api_version: string; service: string; profile: string; format?: string } | null
    calculate(request: Arguments): Promise<unknown>
    fetchRequest(body: unknown, controller: AbortController): Promise<Response>
  }

  const openrouteservice: {
    readonly Matrix: typeof Client
    readonly Isochrones: typeof Client
    readonly Directions: typeof Client
  }
  // biome-ignore lint/style/noDefaultExport: it is the package's only export.
  export default openrouteservice
}
