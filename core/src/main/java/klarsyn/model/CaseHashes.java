package klarsyn.model;

import java.util.List;
import klarsyn.data.Split;

/**
 * The cases of a split by the SHA-256 of their identifiers, so that a model names no patient and yet a leak is found.
 *
 * @param train      hexadecimal, in the order of the split
 * @param validation as {@code train}
 * @param test       as {@code train}
 */
public record CaseHashes(List<String> train, List<String> validation, List<String> test) {

    /** Keeps own copies. */
    public CaseHashes {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /** The hashes of a split. */
    public static CaseHashes of(Split split) {
        throw new UnsupportedOperationException("of " + split);
    }

    /** SHA-256 of the identifier's UTF-8 bytes, 64 hexadecimal digits. */
    public static String hash(String caseId) {
        throw new UnsupportedOperationException("hash " + caseId);
    }
}
