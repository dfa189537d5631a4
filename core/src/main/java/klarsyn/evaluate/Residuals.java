package klarsyn.evaluate;

/**
 * Errors of predicted numbers, such as ages, doses or restored intensities.
 *
 * @param n            number of values
 * @param bias         mean of predicted minus true
 * @param meanAbsolute mean absolute error, MAE
 * @param meanSquare   mean squared error, MSE
 */
public record Residuals(long n, double bias, double meanAbsolute, double meanSquare) {

    /**
     * Compares values pairwise; all means are NaN if there are none.
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Residuals of(double[] truth, double[] predicted) {
        if (truth.length != predicted.length) {
            throw new IllegalArgumentException(
                    "%d predicted values, but %d true ones".formatted(predicted.length, truth.length));
        }
        double sum = 0;
        double absolute = 0;
        double squares = 0;
        for (int i = 0; i < truth.length; i++) {
            double residual = predicted[i] - truth[i];
            sum += residual;
            absolute += Math.abs(residual);
            squares += residual * residual;
        }
        return new Residuals(truth.length, sum / truth.length, absolute / truth.length, squares / truth.length);
    }

    /** Root of the mean squared error, RMSE. */
    public double rootMeanSquare() {
        return Math.sqrt(meanSquare);
    }

    /**
     * Peak signal-to-noise ratio in dB; infinite if there is no difference.
     *
     * @param peak largest possible value
     */
    public double psnrDb(double peak) {
        return 20 * Math.log10(peak) - 10 * Math.log10(meanSquare);
    }
}
