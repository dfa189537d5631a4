package klarsyn.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import klarsyn.base.Outcome;
import klarsyn.base.Outcome.Kind;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Against the recorded values of MONAI 1.5.0; {@code docs/conformance.md} lists the results. */
class MonaiLossesTest {

    private static final List<String> FILES = List.of(
            "cldice_loss",
            "dice_ce_loss",
            "dice_focal_loss",
            "dice_loss",
            "ds_loss",
            "focal_loss",
            "generalized_dice_focal_loss",
            "generalized_dice_loss",
            "generalized_wasserstein_dice_loss",
            "hausdorff_loss",
            "masked_dice_loss",
            "nacl_loss",
            "tversky_loss",
            "unified_focal_loss");

    private static final Map<String, List<MonaiLossCase>> CASES = new ConcurrentHashMap<>();
    private static final Map<String, Outcome> OUTCOMES = new ConcurrentHashMap<>();

    private static List<MonaiLossCase> cases(String file) {
        return CASES.computeIfAbsent(file, name -> MonaiLossCase.of(name).toList());
    }

    private static Outcome outcome(String file, MonaiLossCase each) {
        return OUTCOMES.computeIfAbsent(file + " " + each.name(), _ -> MonaiLosses.check(each));
    }

    @TestFactory
    List<DynamicContainer> values_and_gradients_of_monai_are_reproduced() {
        return FILES.stream()
                .map(file -> DynamicContainer.dynamicContainer(
                        file,
                        cases(file).stream()
                                .map(each -> DynamicTest.dynamicTest(each.name(), () -> outcome(file, each)))))
                .toList();
    }

    @Test
    void the_documented_counts_and_reasons_are_correct() throws IOException {
        List<Outcome> all = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (String file : FILES) {
            List<Outcome> outcomes =
                    cases(file).stream().map(each -> outcome(file, each)).toList();
            all.addAll(outcomes);
            rows.add(Outcome.row(file, outcomes));
        }
        String page = Files.readString(Path.of("..", "docs", "conformance.md"));

        assertThat(page).contains(String.join("\n", rows) + "\n\n");
        assertThat(page.replace('\n', ' '))
                .contains("%d cases of fourteen files of losses".formatted(all.size()))
                .contains("%d are reproduced, %d differ by a documented convention, %d are not claimed"
                        .formatted(
                                Outcome.count(all, Kind.PASSED),
                                Outcome.count(all, Kind.DIFFERS),
                                Outcome.count(all, Kind.NOT_CLAIMED)));
    }
}
