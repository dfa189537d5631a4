package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import klarsyn.base.Outcome;
import klarsyn.base.Outcome.Kind;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Against the recorded values of MONAI 1.5.0; {@code docs/conformance.md} lists the results. */
class MonaiTransformsTest {

    private static final SequencedMap<String, Function<MonaiCase, Outcome>> FILES = new TreeMap<>(Map.ofEntries(
            Map.entry("adjust_contrast", MonaiIntensities::contrast),
            Map.entry("crop_foreground", MonaiCropping::cropped),
            Map.entry("distance_transform_edt", MonaiMasks::distances),
            Map.entry("fill_holes", MonaiMasks::holes),
            Map.entry("histogram_normalize", MonaiIntensities::equalized),
            Map.entry("keep_largest_connected_component", MonaiMasks::largest),
            Map.entry("normalize_intensity", MonaiIntensities::normalized),
            Map.entry("orientation", MonaiResampling::reoriented),
            Map.entry("resample_to_match", MonaiResampling::toImage),
            Map.entry("scale_intensity_range_percentiles", MonaiIntensities::percentiles),
            Map.entry("spacing", MonaiResampling::toSpacing),
            Map.entry("spatial_pad", MonaiCropping::padded),
            Map.entry("spatial_resample", MonaiResampling::toAffine)));

    @TestFactory
    List<DynamicContainer> cases_of_monai_are_reproduced() {
        List<DynamicContainer> files = new ArrayList<>();
        FILES.forEach((file, check) -> files.add(DynamicContainer.dynamicContainer(
                file, MonaiCase.of(file).map(each -> DynamicTest.dynamicTest(each.name(), () -> check.apply(each))))));
        return files;
    }

    @Test
    void the_documented_counts_and_reasons_are_correct() throws IOException {
        List<Outcome> all = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        FILES.forEach((file, check) -> {
            List<Outcome> outcomes = MonaiCase.of(file).map(check).toList();
            all.addAll(outcomes);
            rows.add(Outcome.row(file, outcomes));
        });
        String page = Files.readString(Path.of("..", "docs", "conformance.md"));

        assertThat(page).contains(String.join("\n", rows) + "\n\n");
        assertThat(page.replace('\n', ' '))
                .contains("%d cases of thirteen transforms".formatted(all.size()))
                .contains("%d are reproduced, %d differ by a documented convention, %d are not claimed"
                        .formatted(
                                Outcome.count(all, Kind.PASSED),
                                Outcome.count(all, Kind.DIFFERS),
                                Outcome.count(all, Kind.NOT_CLAIMED)));
    }
}
