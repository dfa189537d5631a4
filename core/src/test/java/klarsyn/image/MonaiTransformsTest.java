package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import klarsyn.image.MonaiCase.Outcome;
import klarsyn.image.MonaiCase.Outcome.Kind;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Against the recorded values of MONAI 1.5.0; {@code docs/conformance.md} tells what came of it. */
class MonaiTransformsTest {

    private static final SequencedMap<String, Function<MonaiCase, Outcome>> FILES = new TreeMap<>(Map.ofEntries(
            Map.entry("adjust_contrast", MonaiIntensities::contrast),
            Map.entry("crop_foreground", MonaiCropping::cropped),
            Map.entry("distance_transform_edt", MonaiMasks::distances),
            Map.entry("fill_holes", MonaiMasks::holes),
            Map.entry("histogram_normalize", MonaiIntensities::equalised),
            Map.entry("keep_largest_connected_component", MonaiMasks::largest),
            Map.entry("normalize_intensity", MonaiIntensities::normalised),
            Map.entry("orientation", MonaiResampling::turned),
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
    void the_table_in_the_documentation_holds_the_true_counts_and_reasons() throws IOException {
        Path page = Path.of("..", "docs", "conformance.md");
        String table = FILES.entrySet().stream()
                .map(file -> row(
                        file.getKey(),
                        MonaiCase.of(file.getKey()).map(file.getValue()).toList()))
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(page)).contains(table);
    }

    private static String row(String file, List<Outcome> outcomes) {
        Map<Kind, Long> counts = outcomes.stream()
                .collect(Collectors.groupingBy(Outcome::kind, () -> new EnumMap<>(Kind.class), Collectors.counting()));
        return "| `%s` | %d | %d | %s | %s |"
                .formatted(
                        file,
                        outcomes.size(),
                        counts.getOrDefault(Kind.PASSED, 0L),
                        reasons(outcomes, Kind.DIFFERS),
                        reasons(outcomes, Kind.NOT_CLAIMED));
    }

    private static String reasons(List<Outcome> outcomes, Kind kind) {
        return outcomes.stream()
                .filter(outcome -> outcome.kind() == kind)
                .collect(Collectors.groupingBy(Outcome::why, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(reason -> reason.getValue() + ": " + reason.getKey())
                .collect(Collectors.joining("; "));
    }
}
