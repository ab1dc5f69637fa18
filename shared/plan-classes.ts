// No run-time import here: the planner's threads start without the schemas.

/** Class names as the planner counts them (PRODUCT.md §4). */
export const PLAN_CLASSES = ['P1', 'P2', 'P3', 'P4'] as const
