package klarsyn.model;

import java.util.List;
import java.util.Set;

/** Cases that a model or an ensemble was trained, validated and tested on. */
public final class KnownCases {

    /** Part of a split. */
    public enum Part {
        /** Training. */
        TRAIN,
        /** Validation. */
        VALIDATION,
        /** Test. */
        TEST
    }

    private record Member(CaseHashes hashes, Set<String> train, Set<String> validation, Set<String> test) {

        static Member of(CaseHashes hashes) {
            return new Member(
                    hashes, Set.copyOf(hashes.train()), Set.copyOf(hashes.validation()), Set.copyOf(hashes.test()));
        }

        boolean contains(Part part, String caseId) {
            String hash = hashes.hash(caseId);
            return switch (part) {
                case TRAIN -> train.contains(hash);
                case VALIDATION -> validation.contains(hash);
                case TEST -> test.contains(hash);
            };
        }
    }

    private final List<Member> members;

    private KnownCases(List<Member> members) {
        this.members = members;
    }

    /** The cases of an ensemble; for no models, no case is known. */
    public static KnownCases of(List<CaseHashes> members) {
        return new KnownCases(members.stream().map(Member::of).toList());
    }

    /**
     * Whether a case was in a part: in training or validation if it was for any of the models, but not in validation if any
     * was trained on it, and in test if any was tested and none trained or validated on it.
     */
    public boolean contains(Part part, String caseId) {
        return switch (part) {
            case TRAIN -> any(Part.TRAIN, caseId);
            case VALIDATION -> any(Part.VALIDATION, caseId) && !any(Part.TRAIN, caseId);
            case TEST -> any(Part.TEST, caseId) && !any(Part.TRAIN, caseId) && !any(Part.VALIDATION, caseId);
        };
    }

    private boolean any(Part part, String caseId) {
        return members.stream().anyMatch(member -> member.contains(part, caseId));
    }
}
