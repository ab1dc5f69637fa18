/** Drive-time bands every map and catchment knows, in minutes (PRODUCT.md §2). */
export const BAND_MINUTES = [15, 20, 25, 30, 45] as const
