package klarsyn.plan.nnunet;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.label.Labels;

/**
 * Input of nnU-Net's planners from {@code dataset.json}.
 *
 * @param name     such as {@code Dataset004_Hippocampus}
 * @param channels names of the channels, which determine normalization
 * @param outputs  entries of {@code labels}: background, structures or regions, and the ignored label
 * @param cases    training cases
 * @param reader   nnU-Net class that reads the images
 */
public record NnunetDataset(String name, List<String> channels, int outputs, int cases, String reader) {

    /** Copies the list; rejects impossible data sets. */
    public NnunetDataset {
        channels = List.copyOf(channels);
        if (channels.isEmpty() || outputs < 2 || cases < 1) {
            throw new IllegalArgumentException(
                    "%d channels, %d labels, %d cases".formatted(channels.size(), outputs, cases));
        }
    }

    /**
     * A cohort in the form of nnU-Net.
     *
     * @param labels structures to find
     * @param cases  number of training cases
     */
    static NnunetDataset of(Cohort cohort, Labels labels, int cases) {
        String name = cohort.name();
        return new NnunetDataset(
                name.matches("Dataset\\d{3}_.+") ? name : "Dataset001_" + name,
                cohort.modalities(),
                1 + labels.foreground().size() + (labels.ignored().isEmpty() ? 0 : 1),
                cases,
                cohort.cases().stream()
                        .findFirst()
                        .map(Case::file)
                        .map(file -> reader(file, true))
                        .orElse("SimpleITKIO"));
    }

    /**
     * nnU-Net's reader class for a file name.
     *
     * @param inDepth whether the images are volumes; relevant only for {@code .tif}
     */
    public static String reader(Path file, boolean inDepth) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".png") || name.endsWith(".bmp") || (name.endsWith(".tif") && !inDepth)) {
            return "NaturalImage2DIO";
        }
        if (name.endsWith(".tif") || name.endsWith(".tiff")) {
            return "Tiff3DIO";
        }
        return name.endsWith(".nii") ? "NibabelIO" : "SimpleITKIO";
    }
}
