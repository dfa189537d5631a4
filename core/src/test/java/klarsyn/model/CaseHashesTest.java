package klarsyn.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.data.Case;
import klarsyn.data.split.Split;
import klarsyn.model.KnownCases.Part;
import org.junit.jupiter.api.Test;

class CaseHashesTest {

    private final Split split = new Split(cases("anna", "bert"), cases("carl"), cases("dora"));

    private static List<Case> cases(String... ids) {
        return Stream.of(ids)
                .map(id -> Case.ofImages(id, id, List.of(Path.of(id + ".nii")), Path.of(id + "_labels.nii")))
                .toList();
    }

    @Test
    void the_same_seed_and_cases_give_the_same_hashes() {
        assertThat(CaseHashes.of(split, 7)).isEqualTo(CaseHashes.of(split, 7));
    }

    @Test
    void a_case_has_other_hashes_with_another_seed_and_in_another_data_set() {
        Split wider = new Split(cases("anna", "bert"), cases("carl"), cases("dora", "emil"));
        assertThat(Stream.of(CaseHashes.of(split, 7), CaseHashes.of(split, 8), CaseHashes.of(wider, 7))
                        .map(hashes -> hashes.train().getFirst()))
                .doesNotHaveDuplicates()
                .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    }

    @Test
    void hashes_are_hmac_sha_256_with_the_salt_as_key() {
        // hmac.new(b"5a17", b"hippocampus_001", hashlib.sha256).hexdigest()
        assertThat(new CaseHashes("5a17", List.of(), List.of(), List.of()).hash("hippocampus_001"))
                .isEqualTo("1c9de2e7d460449afb582e998e4a9d6fc948b18133025551fa76331e97ff6101");
    }

    @Test
    void older_models_have_sha_256_without_a_salt() {
        // hashlib.sha256(b"hippocampus_001").hexdigest()
        String hash = "defeb247a55e65d2a1e75c9c3d3d65efa7f11a599919ffd48ba4032e1025ee67";
        KnownCases known = KnownCases.of(List.of(new CaseHashes("", List.of(hash), List.of(), List.of())));
        assertThat(known.contains(Part.TRAIN, "hippocampus_001")).isTrue();
        assertThat(known.contains(Part.TRAIN, "hippocampus_002")).isFalse();
    }

    @Test
    void a_resumed_run_recognizes_its_split_with_and_without_a_salt() {
        CaseHashes salted = CaseHashes.of(split, 7);
        Split moved = new Split(cases("anna", "bert"), cases("dora"), cases("carl"));
        assertThat(salted.areOf(split)).isTrue();
        assertThat(salted.areOf(moved)).isFalse();
        CaseHashes plain = new CaseHashes("", List.of(), List.of(), List.of());
        CaseHashes unsalted = new CaseHashes(
                "",
                List.of(plain.hash("anna"), plain.hash("bert")),
                List.of(plain.hash("carl")),
                List.of(plain.hash("dora")));
        assertThat(unsalted.areOf(split)).isTrue();
        assertThat(unsalted.areOf(moved)).isFalse();
    }

    @Test
    void test_cases_of_an_ensemble_were_not_used_to_train_or_validate_any_model() {
        Split other = new Split(cases("anna", "carl"), cases("bert"), cases("dora", "emil"));
        KnownCases known = KnownCases.of(List.of(CaseHashes.of(split, 7), CaseHashes.of(other, 7)));
        assertThat(Stream.of("anna", "bert", "carl", "dora", "emil", "fred")
                        .map(id -> Stream.of(Part.values())
                                .filter(part -> known.contains(part, id))
                                .toList()))
                .containsExactly(
                        List.of(Part.TRAIN),
                        List.of(Part.TRAIN),
                        List.of(Part.TRAIN),
                        List.of(Part.TEST),
                        List.of(Part.TEST),
                        List.of());
    }
}
