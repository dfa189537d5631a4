package klarsyn.train;

/**
 * What a network is fitted to.
 *
 * @param sampler   draws training samples
 * @param objective is minimized over them
 */
public record Fitting<T extends SampleTarget>(Sampler<T> sampler, Objective<T> objective) {}
