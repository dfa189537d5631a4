package klarsyn.layout.name;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which image belongs to which label map, by how their names vary.
 *
 * <p>A word that occurs on both sides, images and label maps, tells cases apart; what is left of a name is the file's
 * role: a channel ({@code flair}) or a structure ({@code liver}). Words of all files tell nothing. So
 * {@code s01/ct} belongs to {@code s01/segmentations/liver}, and {@code volume_pt1/volume-7} to
 * {@code segmentations/segmentation-7}, without a rule for either.
 *
 * @param groups     images and label maps of each case, in the order of their keys
 * @param imagesLeft without a label map
 * @param masksLeft  without an image
 */
public record FilePairing(List<Group> groups, List<ImagePath> imagesLeft, List<ImagePath> masksLeft) {

    private static final int MAX_CHANNELS = 8;

    public FilePairing {
        groups = List.copyOf(groups);
        imagesLeft = List.copyOf(imagesLeft);
        masksLeft = List.copyOf(masksLeft);
    }

    /**
     * The files of one case.
     *
     * @param key    words that tell it from other cases
     * @param images at least one
     * @param masks  at least one
     */
    public record Group(List<String> key, List<Member> images, List<Member> masks) {

        public Group {
            key = List.copyOf(key);
            images = List.copyOf(images);
            masks = List.copyOf(masks);
        }
    }

    /**
     * A file with what it is within its case.
     *
     * @param role words that other cases' files of this role share; may be empty
     */
    public record Member(ImagePath file, List<String> role) {

        public Member {
            role = List.copyOf(role);
        }

        public String roleName() {
            return String.join("_", role);
        }

        /** The words of the role that the file's own name has; those of its folders if it has none. */
        public List<String> ownRole() {
            List<String> own =
                    role.stream().filter(file.components().getLast()::contains).toList();
            return own.isEmpty() ? role : own;
        }
    }

    /** Pairs files by their names. */
    public static FilePairing of(List<ImagePath> images, List<ImagePath> masks) {
        Vocabulary shared = Vocabulary.of(images, masks);
        FilePairing first = of(images, masks, shared);
        Set<String> contrasts = first.contrasts();
        return contrasts.isEmpty() ? first : of(images, masks, shared.without(contrasts));
    }

    /**
     * Words of keys that tell contrasts apart and no cases: each with masks of other names, as {@code t2_gland} and
     * {@code adc_tumor}.
     */
    private Set<String> contrasts() {
        Map<String, Set<String>> roles = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (Group group : groups) {
            for (String word : new HashSet<>(group.key())) {
                if (!word.matches(".*\\d{3,}.*|\\d+")) {
                    counts.merge(word, 1, Integer::sum);
                    Set<String> names = roles.computeIfAbsent(word, any -> new HashSet<>());
                    group.masks().forEach(mask -> names.add(mask.roleName()));
                }
            }
        }
        counts.values().removeIf(count -> count < 2);
        Set<String> found = new HashSet<>();
        for (String one : counts.keySet()) {
            boolean differs = counts.keySet().stream()
                    .filter(other -> !other.equals(one))
                    .anyMatch(other -> Collections.disjoint(
                                    roles.getOrDefault(one, Set.of()), roles.getOrDefault(other, Set.of()))
                            && groups.stream().noneMatch(group -> group.key().containsAll(List.of(one, other))));
            if (differs) {
                found.add(one);
            }
        }
        return found;
    }

    private static FilePairing of(List<ImagePath> images, List<ImagePath> masks, Vocabulary shared) {
        Map<List<String>, List<Member>> imagesOf = byKey(images, shared);
        Map<List<String>, List<Member>> masksOf = byKey(masks, shared);
        extend(masksOf, imagesOf.keySet());
        extend(imagesOf, masksOf.keySet());
        join(imagesOf, masksOf.keySet());
        boolean isAlone = imagesOf.size() == 1 && masksOf.size() == 1;
        List<Group> groups = new ArrayList<>();
        masksOf.forEach((key, members) -> {
            List<Member> pictured = imagesOf.getOrDefault(key, List.of());
            if (!pictured.isEmpty() && (!key.isEmpty() || (isAlone && isOneCase(pictured, members)))) {
                groups.add(new Group(key, pictured, members));
            }
        });
        Set<List<String>> paired = new HashSet<>();
        groups.forEach(group -> paired.add(group.key()));
        return new FilePairing(groups, left(imagesOf, paired), left(masksOf, paired));
    }

    /** Without a word that tells cases apart there can be one case: an image with masks, or a mask with channels. */
    private static boolean isOneCase(List<Member> images, List<Member> masks) {
        boolean together = images.stream()
                        .map(image -> Optional.ofNullable(image.file().path().getParent()))
                        .distinct()
                        .count()
                == 1;
        return together && (images.size() == 1 || masks.size() == 1) && images.size() <= MAX_CHANNELS;
    }

    /** Share of all files that belong to a case. */
    public double coverage() {
        int used = groups.stream()
                .mapToInt(group -> group.images().size() + group.masks().size())
                .sum();
        return used == 0 ? 0 : (double) used / (used + imagesLeft.size() + masksLeft.size());
    }

    /** Files by the words that both sides use. */
    private static Map<List<String>, List<Member>> byKey(List<ImagePath> files, Vocabulary shared) {
        Map<List<String>, List<Member>> found =
                new TreeMap<>((one, other) -> String.join("\0", one).compareTo(String.join("\0", other)));
        for (ImagePath file : files) {
            List<String> key = new ArrayList<>();
            List<String> role = new ArrayList<>();
            List<String> words = file.words();
            int stem = words.size() - file.components().getLast().size();
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                if (shared.identifies(word)) {
                    key.add(word);
                } else if (shared.isRole(word) || (i >= stem && !shared.isInEveryName(word))) {
                    role.add(word);
                }
            }
            found.computeIfAbsent(key, any -> new ArrayList<>()).add(new Member(file, role));
        }
        return found;
    }

    /** A key that the other side lacks becomes the longest one there that it begins with; the rest is its role. */
    private static void extend(Map<List<String>, List<Member>> files, Set<List<String>> others) {
        Map<List<String>, List<Member>> moved = new LinkedHashMap<>();
        for (List<String> key : List.copyOf(files.keySet())) {
            Optional<List<String>> shorter = others.contains(key) ? Optional.empty() : longestPrefix(key, others);
            if (shorter.isPresent()) {
                List<String> rest = key.subList(shorter.get().size(), key.size());
                for (Member member : files.getOrDefault(key, List.of())) {
                    List<String> role = new ArrayList<>(rest);
                    role.addAll(member.role());
                    moved.computeIfAbsent(shorter.get(), any -> new ArrayList<>())
                            .add(new Member(member.file(), role));
                }
                files.remove(key);
            }
        }
        moved.forEach((key, members) ->
                files.computeIfAbsent(key, any -> new ArrayList<>()).addAll(members));
    }

    /** An image belongs to the only label map whose key goes on from its own: FLAIR to a mask drawn on T1w. */
    private static void join(Map<List<String>, List<Member>> images, Set<List<String>> masks) {
        Map<List<String>, List<List<String>>> byBeginning = new HashMap<>();
        for (List<String> mask : masks) {
            for (int length = 1; length < mask.size() && images.containsKey(mask); length++) {
                byBeginning
                        .computeIfAbsent(mask.subList(0, length), any -> new ArrayList<>())
                        .add(mask);
            }
        }
        for (List<String> key : List.copyOf(images.keySet())) {
            List<List<String>> longer = masks.contains(key) ? List.of() : byBeginning.getOrDefault(key, List.of());
            if (longer.size() == 1) {
                List<Member> members = images.getOrDefault(key, List.of());
                images.remove(key);
                images.computeIfAbsent(longer.getFirst(), any -> new ArrayList<>())
                        .addAll(members);
            }
        }
    }

    private static Optional<List<String>> longestPrefix(List<String> key, Set<List<String>> others) {
        for (int length = key.size() - 1; length > 0; length--) {
            List<String> prefix = key.subList(0, length);
            if (others.contains(prefix)) {
                return Optional.of(prefix);
            }
        }
        return Optional.empty();
    }

    private static List<ImagePath> left(Map<List<String>, List<Member>> files, Set<List<String>> paired) {
        return files.entrySet().stream()
                .filter(entry -> !paired.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .map(Member::file)
                .toList();
    }

    /**
     * Words of the names.
     *
     * @param shared     on both sides, but not in every file
     * @param everywhere in every file, numbers excepted
     * @param everyName  in the name of every file, its folders left aside
     */
    private record Vocabulary(Set<String> shared, Set<String> everywhere, Set<String> everyName) {

        static Vocabulary of(List<ImagePath> images, List<ImagePath> masks) {
            Set<String> shared = words(images);
            shared.retainAll(words(masks));
            Set<String> everywhere = new HashSet<>(shared);
            images.forEach(file -> everywhere.retainAll(file.words()));
            masks.forEach(file -> everywhere.retainAll(file.words()));
            everywhere.removeIf(word -> word.matches("\\d+")); // 1 is in sub-1_ses-2 and in sub-2_ses-1
            shared.removeAll(everywhere);
            Set<String> everyName = new HashSet<>(everywhere);
            images.forEach(file -> everyName.retainAll(file.components().getLast()));
            masks.forEach(file -> everyName.retainAll(file.components().getLast()));
            return new Vocabulary(shared, everywhere, everyName);
        }

        private static Set<String> words(List<ImagePath> files) {
            Set<String> words = new HashSet<>();
            files.forEach(file -> words.addAll(file.words()));
            return words;
        }

        Vocabulary without(Set<String> words) {
            Set<String> rest = new HashSet<>(shared);
            rest.removeAll(words);
            return new Vocabulary(rest, everywhere, everyName);
        }

        boolean identifies(String word) {
            return shared.contains(word);
        }

        boolean isInEveryName(String word) {
            return everyName.contains(word);
        }

        boolean isRole(String word) {
            return !everywhere.contains(word);
        }
    }
}
