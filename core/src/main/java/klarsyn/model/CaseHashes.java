package klarsyn.model;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import klarsyn.data.Case;
import klarsyn.data.split.Split;

/**
 * Cases of a split as salted hashes of their IDs: a model file contains no ID, but an evaluation on training cases can be
 * detected.
 *
 * <p>Each model has its own salt, so a table of hashes computed for one model is useless for another. The salt
 * is derived from the seed and from all identifiers of the split: a random one would give different files for the same
 * data and the same seed. Salt and hashes do not protect identifiers that can be guessed: anyone with the model file can
 * test whether a given name or record number is included. Share models only if the identifiers are pseudonyms.
 *
 * @param salt       key of HMAC-SHA-256; empty in older files, whose hashes are SHA-256 without a salt
 * @param train      hexadecimal, in the order of the split
 * @param validation as {@code train}
 * @param test       as {@code train}
 */
public record CaseHashes(String salt, List<String> train, List<String> validation, List<String> test) {

    /** For a model that does not list its cases. */
    public static final CaseHashes UNKNOWN = new CaseHashes("", List.of(), List.of(), List.of());

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SALT_BYTES = 16;

    /** Copies the lists. */
    public CaseHashes {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /** The hashes of a split, with the salt of this split and seed. */
    public static CaseHashes of(Split split, long seed) {
        String identifiers = Stream.of(split.train(), split.validation(), split.test())
                .flatMap(List::stream)
                .map(Case::id)
                .collect(Collectors.joining("\0"));
        byte[] digest = authenticated("klarsyn seed " + seed, identifiers);
        return of(split, HexFormat.of().formatHex(digest, 0, SALT_BYTES));
    }

    private static CaseHashes of(Split split, String salt) {
        return new CaseHashes(
                salt, hashes(salt, split.train()), hashes(salt, split.validation()), hashes(salt, split.test()));
    }

    private static List<String> hashes(String salt, List<Case> cases) {
        return cases.stream().map(each -> hash(salt, each.id())).toList();
    }

    /** Whether these are the cases of a split, in the same parts. */
    public boolean areOf(Split split) {
        return equals(of(split, salt));
    }

    /** The hash of an identifier with this salt: 64 hexadecimal digits. */
    String hash(String caseId) {
        return hash(salt, caseId);
    }

    private static String hash(String salt, String caseId) {
        return HexFormat.of().formatHex(salt.isEmpty() ? unsalted(caseId) : authenticated(salt, caseId));
    }

    private static byte[] authenticated(String key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException defect) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", defect);
        }
    }

    private static byte[] unsalted(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException defect) {
            throw new IllegalStateException("every Java platform supports SHA-256", defect);
        }
    }
}
