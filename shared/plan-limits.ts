/** Days one plan may cover: three years. Beyond, no search begins in a time a person waits for. */
export const LONGEST_PLAN_DAYS = 1096
