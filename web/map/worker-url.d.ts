declare module '*?url' {
  const url: string
  // biome-ignore lint/style/noDefaultExport: what the bundler exports
  export default url
}
