package klarsyn.evaluate;

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
import org.junit.jupiter.api.TestFactory;

/** Against the recorded values of MONAI 1.5.0; {@code docs/conformance.md} tells what came of it. */
class MonaiMetricsTest {

    private static final SequencedMap<String, Function<MonaiMetric, Outcome>> FILES = new TreeMap<>(Map.ofEntries(
            Map.entry("compute_average_precision", MonaiFindings::averagePrecision),
            Map.entry("compute_confusion_matrix", MonaiOverlaps::confusion),
            Map.entry("compute_froc", MonaiFindings::freeResponse),
            Map.entry("compute_generalized_dice", MonaiOverlaps::generalizedDice),
            Map.entry("compute_meandice", MonaiOverlaps::dice),
            Map.entry("compute_meaniou", MonaiOverlaps::iou),
            Map.entry("compute_panoptic_quality", MonaiFindings::panoptic),
            Map.entry("compute_regression_metrics", MonaiFindings::regression),
            Map.entry("compute_roc_auc", MonaiFindings::rocAuc),
            Map.entry("hausdorff_distance", MonaiSurfaces::hausdorff),
            Map.entry("label_quality_score", MonaiFindings::labelQuality),
            Map.entry("surface_dice", MonaiSurfaces::surfaceDice),
            Map.entry("surface_distance", MonaiSurfaces::average)));

    /** The cases of each file, then the table that says what came of them. */
    @TestFactory
    List<DynamicContainer> cases_of_monai_are_reproduced_and_counted() {
        SequencedMap<String, List<Outcome>> outcomes = new TreeMap<>();
        List<DynamicContainer> files = new ArrayList<>();
        FILES.forEach((file, check) -> {
            List<Outcome> own = new ArrayList<>();
            outcomes.put(file, own);
            files.add(DynamicContainer.dynamicContainer(
                    file,
                    MonaiMetric.of(file)
                            .map(each -> DynamicTest.dynamicTest(each.name(), () -> own.add(check.apply(each))))));
        });
        files.add(DynamicContainer.dynamicContainer(
                "docs",
                List.of(DynamicTest.dynamicTest("conformance.md contains the counts", () -> requireTable(outcomes)))));
        return files;
    }

    private static void requireTable(SequencedMap<String, List<Outcome>> outcomes) throws IOException {
        List<Outcome> all = outcomes.values().stream().flatMap(List::stream).toList();
        List<String> rows = new ArrayList<>();
        outcomes.forEach((file, own) -> rows.add(Outcome.row(file, own)));
        String page = Files.readString(Path.of("..", "docs", "conformance.md"));

        assertThat(page).contains(String.join("\n", rows) + "\n\n");
        assertThat(page.replace('\n', ' '))
                .contains("%d cases of thirteen metrics".formatted(all.size()))
                .contains("%d are reproduced, %d differ by a documented convention, %d are not claimed"
                        .formatted(
                                Outcome.count(all, Kind.PASSED),
                                Outcome.count(all, Kind.DIFFERS),
                                Outcome.count(all, Kind.NOT_CLAIMED)));
    }
}
