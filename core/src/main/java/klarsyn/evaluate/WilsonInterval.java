package klarsyn.evaluate;

import klarsyn.base.Interval;

/**
 * The 95 % score interval of a proportion (Wilson, 1927; Brown, Cai and DasGupta, 2001), which has a width even at 0
 * and 1, where a bootstrap suggests certainty.
 */
final class WilsonInterval {

    /** 97.5 % quantile of the normal distribution. */
    private static final double Z = 1.959963984540054;

    private WilsonInterval() {}

    /**
     * A proportion with its interval.
     *
     * @param successes from 0 to {@code cases}
     * @param cases     {@link Interval#NONE} if 0
     * @param patients  number of patients, used as the number of trials, because several cases of one patient are not
     *                  independent
     */
    static Interval of(int successes, int cases, int patients) {
        if (cases == 0) {
            return Interval.NONE;
        }
        double share = (double) successes / cases;
        double square = Z * Z;
        double center = (share + square / (2 * patients)) / (1 + square / patients);
        double half = Z
                / (1 + square / patients)
                * Math.sqrt(share * (1 - share) / patients + square / (4.0 * patients * patients));
        double low = successes == 0 ? 0 : Math.max(0, center - half);
        double high = successes == cases ? 1 : Math.min(1, center + half);
        return new Interval(share, low, high, cases);
    }
}
