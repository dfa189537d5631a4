package klarsyn.train;

/**
 * Draws training samples. A sample depends only on the seed and its number, so resumed trainings draw the same samples
 * as uninterrupted ones. Thread-safe.
 */
public interface Sampler<T extends SampleTarget> {

    /** A sample by its number, counted over all steps from 0. */
    Sample<T> draw(long number);

    /** Number of cases that samples are drawn from. */
    int cases();
}
