package klarsyn.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the counts of networks and training steps in {@code docs/conformance.md}, one per case of a section. */
class NnunetNetworkCountsTest {

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "layer_lists", "initialisation", "training_steps"})
    void the_documented_counts_are_correct(String section) throws IOException {
        Json cases = NnunetGolden.member(NnunetGolden.section("network"), section);
        int count = cases instanceof Json.Members(var members)
                ? members.size()
                : NnunetGolden.elements(cases).size();
        assertThat(Files.readString(Path.of("..", "docs", "conformance.md")))
                .contains("| `network.%s` | %d | %d |  |  |".formatted(section, count, count));
    }

    @Test
    void no_section_of_networks_is_left_out() {
        assertThat(NnunetGolden.section("network"))
                .isInstanceOfSatisfying(
                        Json.Members.class,
                        sections -> assertThat(sections.values().keySet())
                                .containsExactlyInAnyOrder("layer_lists", "tiny", "initialisation", "training_steps"));
    }
}
