package klarsyn.workflow;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import klarsyn.data.Case;
import klarsyn.data.split.Split;
import klarsyn.preflight.CaseFacts;

/**
 * Cases without any label.
 *
 * @param ids of the cases
 */
record HealthyCases(Set<String> ids) {

    static HealthyCases of(List<CaseFacts> facts) {
        return new HealthyCases(facts.stream()
                .filter(fact -> fact.labelVoxels().stream().allMatch(voxels -> voxels == 0))
                .map(CaseFacts::id)
                .collect(Collectors.toUnmodifiableSet()));
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }

    long among(List<Case> cases) {
        return cases.stream().filter(one -> ids.contains(one.id())).count();
    }

    /** Number of cases in each part. */
    String words(Split split) {
        return "%d training, %d validation, %d test"
                .formatted(among(split.train()), among(split.validation()), among(split.test()));
    }
}
