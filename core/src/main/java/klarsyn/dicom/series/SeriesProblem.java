package klarsyn.dicom.series;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Why a series is not a volume, or only on request; positions are in mm along the normal. */
public sealed interface SeriesProblem {

    /** The problem, with numbers. */
    String what();

    /** How to fix it. */
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
            return "put each series into its own folder";
        }
    }

    /**
     * Slices that differ in a property that must be the same in a volume.
     *
     * @param property the property
     * @param slices   number of slices of each group, in order of their first slices
     */
    record Mixed(Property property, List<Integer> slices) implements SeriesProblem {
        @Override
        public String what() {
            return "slices of %d different %s are mixed (%s slices)"
                    .formatted(slices.size(), property.words(), counts(slices));
        }

        @Override
        public String fix() {
            return "put each group into its own folder";
        }
    }

    /** Properties that all slices of a volume share. */
    enum Property {
        /** Directions of rows and columns. */
        ORIENTATION("orientations"),
        /** Rows and columns. */
        SIZE("sizes"),
        /** Pixel spacing. */
        SPACING("pixel spacings"),
        /** Kind of object, samples per pixel, whether it is a localizer. */
        KIND("kinds"),
        /** Unit of the rescaled values, such as Hounsfield units. */
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
     * Slices sheared relative to their normal, as with a tilted gantry.
     *
     * @param degrees angle between the normal and the line through the first pixels of the slices
     */
    record Tilted(double degrees) implements SeriesProblem {
        @Override
        public String what() {
            return "the slices are sheared by %s° relative to their normal (gantry tilt)".formatted(number(degrees));
        }

        @Override
        public String fix() {
            return "keep the shear, or correct the tilt with the scanner's software";
        }
    }

    /**
     * Missing slices.
     *
     * @param gaps where
     */
    record MissingSlices(List<Gap> gaps) implements SeriesProblem {

        /**
         * Neighbors too far apart.
         *
         * @param fromMm  position of one
         * @param toMm    position of the other
         * @param missing number of slices that fit between them
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
            return "copy or export the complete series again";
        }
    }

    /**
     * Slices that are not equally spaced.
     *
     * @param smallestMm smallest distance between neighbors
     * @param largestMm  largest distance between neighbors
     */
    record UnevenSpacing(double smallestMm, double largestMm) implements SeriesProblem {
        @Override
        public String what() {
            return "the distance between slices varies from %s to %s mm"
                    .formatted(number(smallestMm), number(largestMm));
        }

        @Override
        public String fix() {
            return "remove the slices that do not belong, or resample the series to even spacing";
        }
    }

    /**
     * Slices whose first pixels are not on a straight line.
     *
     * @param mm largest deviation
     */
    record NotInLine(double mm) implements SeriesProblem {
        @Override
        public String what() {
            return "slices are shifted relative to each other by up to %s mm".formatted(number(mm));
        }

        @Override
        public String fix() {
            return "remove the slices that do not belong";
        }
    }

    /**
     * Duplicate slices.
     *
     * @param positionsMm of each such slice
     */
    record DuplicateSlices(List<Double> positionsMm) implements SeriesProblem {
        @Override
        public String what() {
            return "there is more than one slice at %s mm, and nothing identifies them as time points"
                    .formatted(listed(
                            positionsMm.stream().map(SeriesProblem::number).toList()));
        }

        @Override
        public String fix() {
            return "keep one of each";
        }
    }

    /**
     * Time points or channels with different numbers of slices.
     *
     * @param most        slices at a position
     * @param least       slices at a position
     * @param positionsMm positions with fewer than the most
     */
    record UnequalOverTime(int most, int least, List<Double> positionsMm) implements SeriesProblem {
        @Override
        public String what() {
            return "there are %d time points or channels at some positions and as few as %d at others (%s mm)"
                    .formatted(
                            most,
                            least,
                            listed(positionsMm.stream()
                                    .map(SeriesProblem::number)
                                    .toList()));
        }

        @Override
        public String fix() {
            return "copy or export the complete series again, or remove the incomplete time point";
        }
    }

    /**
     * Images without a position in the patient.
     *
     * @param frames number of images
     */
    record NoPlace(int frames) implements SeriesProblem {
        @Override
        public String what() {
            return frames == 1
                    ? "an image has no position in the patient"
                    : "%d images have no position in the patient".formatted(frames);
        }

        @Override
        public String fix() {
            return "read the files one by one as pictures, or exclude them";
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
