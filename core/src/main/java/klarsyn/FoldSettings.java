package klarsyn;

import klarsyn.plan.Budget;

/**
 * What a cross-validation was begun with, kept in its folder so that it can be gone on with.
 *
 * @param folds  number of parts
 * @param unit   what is never in two of them
 * @param seed   where everything random comes from
 * @param budget of each fold
 */
public record FoldSettings(int folds, Division.Unit unit, long seed, Budget budget) {}
