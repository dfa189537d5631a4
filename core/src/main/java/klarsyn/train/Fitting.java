package klarsyn.train;

/**
 * Samples and objective of a training.
 *
 * @param sampler   draws training samples
 * @param objective is minimized over them
 */
public record Fitting<T extends SampleTarget>(Sampler<T> sampler, Objective<T> objective) {}
