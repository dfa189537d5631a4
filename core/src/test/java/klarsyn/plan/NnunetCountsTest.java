package klarsyn.plan;

import static klarsyn.base.NnunetGolden.elements;
import static klarsyn.base.NnunetGolden.integers;
import static klarsyn.base.NnunetGolden.member;
import static klarsyn.base.NnunetGolden.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.base.Outcome;
import org.junit.jupiter.api.Test;

/** Checks the counts of preprocessing and augmentation in {@code docs/conformance.md}. */
class NnunetCountsTest {

    private static final List<String> EXAMPLES =
            List.of("contrast", "brightness", "gamma", "low_resolution", "gaussian_blur", "spatial");

    @Test
    void the_documented_counts_are_correct() throws IOException {
        Json normalization = NnunetGolden.section("normalization");
        Json resampling = NnunetGolden.section("resampling");
        Json augmentation = NnunetGolden.section("augmentation");
        int cases = elements(NnunetGolden.section("preprocessing")).size();
        String page = Files.readString(Path.of("..", "docs", "conformance.md"));
        assertThat(page)
                .contains(all("normalization.results", size(normalization, "results")))
                .contains(all("normalization.channel_name_to_scheme", size(normalization, "channel_name_to_scheme")))
                .contains(all("normalization.may_use_mask", size(normalization, "may_use_mask")))
                .contains(some(
                        "resampling.resample",
                        elements(member(resampling, "resample")),
                        NnunetCountsTest::losesLabels,
                        "halfway between two slices a label is lost, instead of taken from the upper slice"))
                .contains(some(
                        "resampling.compute_new_shape",
                        elements(member(resampling, "compute_new_shape")),
                        shape -> integers(member(shape, "new_shape")).contains(0),
                        "an axis keeps at least one voxel"))
                .contains(all("resampling.determine_do_sep_z", size(resampling, "determine_do_sep_z")))
                .contains("| `preprocessing` | %d | %d |  | %d:".formatted(cases, cases, cases))
                .contains(all("augmentation.pipelines", 2 * size(augmentation, "pipelines")))
                .contains(all("augmentation.deterministic_examples", examples(augmentation)))
                .contains(
                        all("lr.foreground_oversampling", size(NnunetGolden.section("lr"), "foreground_oversampling")));
    }

    private static int examples(Json augmentation) {
        Json examples = member(augmentation, "deterministic_examples");
        return EXAMPLES.stream().mapToInt(kind -> size(examples, kind)).sum()
                + size(member(examples, "downsample_seg"), "outputs");
    }

    private static boolean losesLabels(Json node) {
        return member(node, "is_seg").equals(new Json.Truth(true))
                && member(node, "do_separate_z").equals(new Json.Truth(true))
                && number(member(node, "order_z")) == 1;
    }

    private static int size(Json json, String key) {
        return switch (member(json, key)) {
            case Json.Members members -> members.values().size();
            case Json.Elements elements -> elements.values().size();
            default -> throw new AssertionError(key);
        };
    }

    private static String all(String section, int cases) {
        return Outcome.row(section, Collections.nCopies(cases, Outcome.PASSED));
    }

    private static String some(String section, List<Json> cases, Predicate<Json> differs, String why) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Json each : cases) {
            outcomes.add(differs.test(each) ? Outcome.differs(why) : Outcome.PASSED);
        }
        return Outcome.row(section, outcomes);
    }
}
