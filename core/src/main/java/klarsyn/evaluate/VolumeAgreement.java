package klarsyn.evaluate;

/**
 * Agreement of predicted and reference volumes (Bland and Altman, Lancet, 1986).
 *
 * @param n               cases in which the reference, the prediction or both have the label
 * @param meanReferenceMl mean volume in the reference, ml
 * @param biasMl          mean of predicted minus reference, ml
 * @param lowMl           bias minus 1.96 standard deviations (n − 1) of the differences, ml; NaN below two cases
 * @param highMl          bias plus 1.96 standard deviations, ml
 */
public record VolumeAgreement(int n, double meanReferenceMl, double biasMl, double lowMl, double highMl) {

    static VolumeAgreement of(double[] referenceMl, double[] predictedMl) {
        int n = referenceMl.length;
        double reference = 0;
        double bias = 0;
        for (int i = 0; i < n; i++) {
            reference += referenceMl[i] / n;
            bias += (predictedMl[i] - referenceMl[i]) / n;
        }
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double deviation = predictedMl[i] - referenceMl[i] - bias;
            squares += deviation * deviation;
        }
        if (n == 0) {
            return new VolumeAgreement(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double spread = n == 1 ? Double.NaN : 1.96 * Math.sqrt(squares / (n - 1));
        return new VolumeAgreement(n, reference, bias, bias - spread, bias + spread);
    }
}
