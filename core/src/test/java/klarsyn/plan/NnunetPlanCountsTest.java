package klarsyn.plan;

import static klarsyn.base.NnunetGolden.elements;
import static klarsyn.base.NnunetGolden.member;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.base.Outcome;
import org.junit.jupiter.api.Test;

/** Checks the counts of planning in {@code docs/conformance.md}. */
class NnunetPlanCountsTest {

    @Test
    void the_documented_counts_are_correct() throws IOException {
        int plans = elements(NnunetGolden.section("plans")).stream()
                .mapToInt(set -> size(member(set, "plans")))
                .sum();
        String page = Files.readString(Path.of("..", "docs", "conformance.md"));
        assertThat(page)
                .contains(all("plans", plans))
                .contains(all("topology", size(NnunetGolden.section("topology"))))
                .contains(Outcome.row("fingerprint.aggregate", rounded()))
                .contains(Outcome.row("lr.trainer_constants", constants()));
        for (String key : List.of("crossval", "random_80_20_beyond_available_folds")) {
            assertThat(page).contains(all("splits." + key, size(member(NnunetGolden.section("splits"), key))));
        }
        for (String key : List.of("sampled_intensities", "statistics")) {
            assertThat(page)
                    .contains(all("fingerprint." + key, size(member(NnunetGolden.section("fingerprint"), key))));
        }
        for (String key : List.of(
                "poly_lr",
                "deep_supervision_weights",
                "deep_supervision_scales",
                "rotation_and_patch",
                "get_patch_size")) {
            assertThat(page).contains(all("lr." + key, size(member(NnunetGolden.section("lr"), key))));
        }
    }

    private static List<Outcome> rounded() {
        return List.of(
                Outcome.PASSED,
                Outcome.differs("percentiles are recorded in single precision; nnU-Net and we compute them in double"));
    }

    private static List<Outcome> constants() {
        int all = size(member(NnunetGolden.section("lr"), "trainer_constants"));
        List<Outcome> outcomes = new ArrayList<>(Collections.nCopies(all - 2, Outcome.PASSED));
        outcomes.addAll(Collections.nCopies(
                2, Outcome.notClaimed("validation and checkpoints go by the clock, not by epochs")));
        return outcomes;
    }

    private static int size(Json json) {
        return switch (json) {
            case Json.Members members -> members.values().size();
            case Json.Elements elements -> elements.values().size();
            default -> throw new AssertionError(json);
        };
    }

    private static String all(String section, int cases) {
        return Outcome.row(section, Collections.nCopies(cases, Outcome.PASSED));
    }
}
