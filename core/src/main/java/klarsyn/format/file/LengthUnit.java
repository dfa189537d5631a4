package klarsyn.format.file;

import java.util.Locale;
import java.util.OptionalDouble;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/** Units of length by their names in file headers. */
public final class LengthUnit {

    private LengthUnit() {}

    /** Millimeters per unit; empty for a name that is not a length, such as {@code pixel}. */
    public static OptionalDouble physicalMm(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "mm", "millimeter", "millimeters", "millimetre", "millimetres" -> OptionalDouble.of(1);
            case "cm", "centimeter", "centimeters", "centimetre", "centimetres" -> OptionalDouble.of(10);
            case "m", "meter", "meters", "metre", "metres" -> OptionalDouble.of(1000);
            case "inch", "inches", "in" -> OptionalDouble.of(25.4);
            case "um", "µm", "μm", "micron", "microns", "micrometer", "micrometers", "micrometre", "micrometres" ->
                OptionalDouble.of(1e-3);
            case "nm", "nanometer", "nanometers", "nanometre", "nanometres" -> OptionalDouble.of(1e-6);
            case "å", "angstrom", "angstroms" -> OptionalDouble.of(1e-7);
            case "pm" -> OptionalDouble.of(1e-9);
            default -> OptionalDouble.empty();
        };
    }

    /**
     * Millimeters per unit; 1 if the header states none, as medical files then use mm.
     *
     * @throws DataException for an unknown unit
     */
    public static double mm(String name, Where where) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "mm", "millimeter", "millimeters", "millimetre", "millimetres" -> 1;
            case "", "?", "???", "none", "unknown", "pixel", "pixels", "voxel", "voxels" -> 1;
            case "cm", "centimeter", "centimeters", "centimetre", "centimetres" -> 10;
            case "m", "meter", "meters", "metre", "metres" -> 1000;
            case "um", "µm", "μm", "micron", "microns", "micrometer", "micrometers", "micrometre", "micrometres" ->
                0.001;
            case "nm", "nanometer", "nanometers", "nanometre", "nanometres" -> 1e-6;
            default ->
                throw new DataException(
                        "the header has the unknown unit of length %s"
                                .formatted(name.substring(0, Math.min(20, name.length()))),
                        where,
                        "use mm, cm, m, um or nm");
        };
    }
}
