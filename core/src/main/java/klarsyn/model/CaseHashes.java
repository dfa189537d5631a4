package klarsyn.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import klarsyn.data.Case;
import klarsyn.data.Split;

/**
 * Cases of a split as SHA-256 hashes of their IDs: the model contains no patient names, but leakage can be detected.
 *
 * @param train      hexadecimal, in the order of the split
 * @param validation as {@code train}
 * @param test       as {@code train}
 */
public record CaseHashes(List<String> train, List<String> validation, List<String> test) {

    /** Copies the lists. */
    public CaseHashes {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /** The hashes of a split. */
    public static CaseHashes of(Split split) {
        return new CaseHashes(hashes(split.train()), hashes(split.validation()), hashes(split.test()));
    }

    /** The cases of several models: test cases are those that none was trained or validated on. */
    public static CaseHashes of(List<CaseHashes> members) {
        Set<String> train = new LinkedHashSet<>();
        Set<String> validation = new LinkedHashSet<>();
        Set<String> test = new LinkedHashSet<>();
        for (CaseHashes member : members) {
            train.addAll(member.train());
            validation.addAll(member.validation());
            test.addAll(member.test());
        }
        validation.removeAll(train);
        test.removeAll(train);
        test.removeAll(validation);
        return new CaseHashes(List.copyOf(train), List.copyOf(validation), List.copyOf(test));
    }

    private static List<String> hashes(List<Case> cases) {
        return cases.stream().map(each -> hash(each.id())).toList();
    }

    /** SHA-256 of the identifier's UTF-8 bytes, 64 hexadecimal digits. */
    public static String hash(String caseId) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(caseId.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException defect) {
            throw new IllegalStateException("every Java platform supports SHA-256", defect);
        }
    }
}
