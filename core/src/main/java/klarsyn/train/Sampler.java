package klarsyn.train;

/**
 * Draws training samples; a sample depends on the seed and its running number alone, so that a resumed training draws
 * what an uninterrupted one would. Used by several threads.
 */
public interface Sampler<T extends SampleTarget> {

    /** The sample with this running number, counted over all steps from 0. */
    Sample<T> draw(long number);

    /** Number of cases that samples are drawn from. */
    int cases();
}
