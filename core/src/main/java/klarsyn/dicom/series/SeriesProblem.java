package klarsyn.dicom.series;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Why a series is no volume, or none that is taken for one without being asked; positions are mm along the normal. */
public sealed interface SeriesProblem {

    /** What is wrong, with its numbers. */
    String what();

    /** What would fix it. */
    String fix();

    /**
     * Files of several series.
     *
     * @param files of each series
     */
    record SeveralSeries(List<Integer> files) implements SeriesProblem {
        @Override
        public String what() {
            return "the files belong to %d series (%s files)".formatted(files.size(), counts(files));
        }

        @Override
        public String fix() {
            return "give each series a folder of its own";
        }
    }

    /**
     * Slices that differ in what must be the same in a volume.
     *
     * @param property  in what they differ
     * @param slices how many there are of each sort, the first slices' first
     */
    record Mixed(Property property, List<Integer> slices) implements SeriesProblem {
        @Override
        public String what() {
            return "slices of %d different %s are mixed (%s slices)"
                    .formatted(slices.size(), property.words(), counts(slices));
        }

        @Override
        public String fix() {
            return "put each sort into a folder of its own";
        }
    }

    /** What all slices of a volume have in common. */
    enum Property {
        /** The direction of rows and columns. */
        ORIENTATION("orientations"),
        /** Rows and columns. */
        SIZE("sizes"),
        /** Distance between pixels. */
        SPACING("pixel spacings"),
        /** Kind of object, samples of a pixel, whether it is a localiser. */
        KIND("kinds"),
        /** What the rescaled values are, such as Hounsfield units. */
        RESCALE_TYPE("rescale types");

        private final String words;

        Property(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * Slices that are sheared against their normal, as with a tilted gantry.
     *
     * @param degrees angle between the normal and the line through the slices' first pixels
     */
    record Tilted(double degrees) implements SeriesProblem {
        @Override
        public String what() {
            return "the slices are sheared by %s° against their normal (gantry tilt)".formatted(number(degrees));
        }

        @Override
        public String fix() {
            return "ask for the shear to be kept, or have the scanner's software straighten the slices";
        }
    }

    /**
     * Slices that should be there.
     *
     * @param gaps where
     */
    record MissingSlices(List<Gap> gaps) implements SeriesProblem {

        /**
         * Neighbours too far apart.
         *
         * @param fromMm  position of the one
         * @param toMm    position of the other
         * @param missing slices that would fit between them
         */
        public record Gap(double fromMm, double toMm, int missing) {}

        @Override
        public String what() {
            int missing = gaps.stream().mapToInt(Gap::missing).sum();
            return (missing == 1 ? "one slice is missing: " : "%d slices are missing: ".formatted(missing))
                    + listed(gaps.stream()
                            .map(gap -> "%d between %s and %s mm"
                                    .formatted(gap.missing(), number(gap.fromMm()), number(gap.toMm())))
                            .toList());
        }

        @Override
        public String fix() {
            return "copy or export the series again, whole";
        }
    }

    /**
     * Slices that do not follow one another at the same distance.
     *
     * @param smallestMm distance between neighbours
     * @param largestMm  distance between neighbours
     */
    record UnevenSpacing(double smallestMm, double largestMm) implements SeriesProblem {
        @Override
        public String what() {
            return "the distance between slices varies from %s to %s mm"
                    .formatted(number(smallestMm), number(largestMm));
        }

        @Override
        public String fix() {
            return "leave out the slices that do not belong, or resample the series to even slices";
        }
    }

    /**
     * Slices whose first pixels lie on no straight line.
     *
     * @param mm how far one lies beside it
     */
    record NotInLine(double mm) implements SeriesProblem {
        @Override
        public String what() {
            return "slices are shifted against each other by up to %s mm".formatted(number(mm));
        }

        @Override
        public String fix() {
            return "leave out the slices that do not belong";
        }
    }

    /**
     * Slices that are there more than once.
     *
     * @param positionsMm of each such slice
     */
    record DuplicateSlices(List<Double> positionsMm) implements SeriesProblem {
        @Override
        public String what() {
            return "there is more than one slice at %s mm, and nothing that tells them apart as points in time"
                    .formatted(listed(
                            positionsMm.stream().map(SeriesProblem::number).toList()));
        }

        @Override
        public String fix() {
            return "keep one of each";
        }
    }

    /**
     * Points in time or channels that have different numbers of slices.
     *
     * @param most        slices at a position
     * @param least       slices at a position
     * @param positionsMm where there are fewer than the most
     */
    record UnequalOverTime(int most, int least, List<Double> positionsMm) implements SeriesProblem {
        @Override
        public String what() {
            return "there are %d points in time or channels at some positions and as few as %d at others (%s mm)"
                    .formatted(
                            most,
                            least,
                            listed(positionsMm.stream()
                                    .map(SeriesProblem::number)
                                    .toList()));
        }

        @Override
        public String fix() {
            return "copy or export the series again, whole, or leave out the incomplete point in time";
        }
    }

    /**
     * Pictures that do not say where in the patient they lie.
     *
     * @param frames how many
     */
    record NoPlace(int frames) implements SeriesProblem {
        @Override
        public String what() {
            return frames == 1
                    ? "a picture does not say where in the patient it lies"
                    : "%d pictures do not say where in the patient they lie".formatted(frames);
        }

        @Override
        public String fix() {
            return "read the files one by one as pictures, or leave them out";
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value)
                .replaceAll("(\\.\\d*?)0+$", "$1")
                .replaceAll("\\.$", "");
    }

    private static String counts(List<Integer> counts) {
        return listed(counts.stream().map(String::valueOf).toList());
    }

    private static String listed(List<String> texts) {
        int shown = 6;
        return texts.stream().limit(shown).collect(Collectors.joining(", "))
                + (texts.size() > shown ? " and %d more".formatted(texts.size() - shown) : "");
    }
}
