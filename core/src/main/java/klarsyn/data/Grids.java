package klarsyn.data;

import java.math.BigDecimal;
import java.math.MathContext;
import klarsyn.image.Affine;
import klarsyn.image.Geometry;

/** Puts two grids that disagree into words that show where. */
public final class Grids {

    private Grids() {}

    /** Shape, spacing and affine in one line. */
    public static String describe(Geometry geometry) {
        return "%s voxels of %s, affine %s".formatted(geometry.shape(), geometry.spacing(), rows(geometry.affine()));
    }

    private static String rows(Affine affine) {
        StringBuilder text = new StringBuilder("[");
        for (int row = 0; row < 3; row++) {
            text.append(row == 0 ? "[" : ", [");
            for (int column = 0; column < 4; column++) {
                text.append(column == 0 ? "" : ", ");
                text.append(shortest(affine.at(row, column)));
            }
            text.append(']');
        }
        return text.append(']').toString();
    }

    /** Six digits, without zeros that say nothing. */
    private static String shortest(double value) {
        return new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
