package klarsyn.app.terminal;

import klarsyn.data.Units;

/** Sizes of structures in a suitable unit: a speck of a micrograph is not shown as 0 ml. */
public final class SizeText {

    private static final double SMALLEST_ML = 0.1;
    private static final double SMALLEST_MM3 = 0.001;
    private static final double MM3_PER_ML = 1000;
    private static final double UM3_PER_MM3 = 1e9;
    private static final double PIXELS_PER_KPX = 1000;

    private SizeText() {}

    /**
     * Three significant digits with a unit: ml, mm³ or µm³ for volumes, px or kpx for pictures.
     *
     * @param ml in milliliters, or thousands of pixels
     */
    public static String of(double ml, Units units) {
        return switch (units) {
            case PATIENT -> volume(ml);
            case PIXELS ->
                ml > 0 && ml < 1 ? "%.0f px".formatted(ml * PIXELS_PER_KPX) : Figures.of(ml) + " " + units.size();
        };
    }

    private static String volume(double ml) {
        double mm3 = ml * MM3_PER_ML;
        if (!(ml > 0) || ml >= SMALLEST_ML) {
            return Figures.of(ml) + " ml";
        }
        return mm3 >= SMALLEST_MM3 ? Figures.of(mm3) + " mm³" : Figures.of(mm3 * UM3_PER_MM3) + " µm³";
    }
}
