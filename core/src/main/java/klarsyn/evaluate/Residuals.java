package klarsyn.evaluate;

/**
 * How far predicted numbers lie from the true ones: ages, doses, intensities of a restored image.
 *
 * @param n            how many numbers were compared
 * @param bias         mean of predicted minus true
 * @param meanAbsolute mean absolute error, MAE
 * @param meanSquare   mean squared error, MSE
 */
public record Residuals(long n, double bias, double meanAbsolute, double meanSquare) {

    /**
     * Compares number by number; all means are NaN if there are none.
     *
     * @throws IllegalArgumentException if there are not as many of both
     */
    public static Residuals of(double[] truth, double[] predicted) {
        if (truth.length != predicted.length) {
            throw new IllegalArgumentException(
                    "%d numbers were predicted where there are %d".formatted(predicted.length, truth.length));
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
     * Peak signal-to-noise ratio in dB; infinite where nothing differs.
     *
     * @param peak largest value that a number can have
     */
    public double psnrDb(double peak) {
        return 20 * Math.log10(peak) - 10 * Math.log10(meanSquare);
    }
}
