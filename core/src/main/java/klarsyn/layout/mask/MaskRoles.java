package klarsyn.layout.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klarsyn.base.Where;
import klarsyn.data.Finding;
import klarsyn.layout.name.FilePairing;
import klarsyn.layout.name.Listing;
import klarsyn.layout.name.RoleWords;

/**
 * Roles of the label maps of each case: one map, one mask per structure, or several annotations of the same structure,
 * of which one is used.
 *
 * @param masks    of each case, with the name of the structure; the name is ignored if each case has one map
 * @param findings label maps that are ignored
 */
public record MaskRoles(SequencedMap<FilePairing.Group, List<Named>> masks, List<Finding> findings) {

    /** Share of cases that must have a role for it to belong to the data set. */
    private static final double RECURS = 0.8;

    /** Number of masks of a case that are compared with each other. */
    private static final int COMPARED = 12;

    /**
     * A label map with its name.
     *
     * @param structure its role without the words for label map; may be empty
     */
    public record Named(FilePairing.Member member, String structure) {

        public static Named of(FilePairing.Member member) {
            String own = name(member.ownRole());
            return new Named(member, own.isEmpty() ? name(member.role()) : own);
        }

        private static String name(List<String> role) {
            return role.stream()
                    .filter(word ->
                            !RoleWords.isEntity(word) && !RoleWords.isProbability(word) && !RoleWords.isAnnotator(word))
                    .map(Named::withoutMask)
                    .filter(word -> !word.isEmpty() && !RoleWords.isAnnotation(word))
                    .collect(Collectors.joining(" "));
        }

        /** {@code brain} of {@code brainmask}. */
        private static String withoutMask(String word) {
            return RoleWords.isMask(word)
                    ? word.replaceFirst("(mask|masks|msk|maske|masken|masque|mascara)(tr|ts)?$", "")
                    : word;
        }

        /** The name without numbers. */
        String base() {
            return structure.replaceAll("\\d+", " ").strip().replaceAll("\\s+", " ");
        }

        boolean isOnlyMask() {
            return member.file().components().stream()
                    .flatMap(List::stream)
                    .filter(RoleWords::isAnnotation)
                    .allMatch(RoleWords::isMask);
        }

        public boolean isProbability() {
            return member.file().words().stream().anyMatch(RoleWords::isProbability);
        }

        public Path path() {
            return member.file().path();
        }
    }

    public static MaskRoles of(Listing listing, Iterable<FilePairing.Group> groups) {
        SequencedMap<FilePairing.Group, List<Named>> masks = new LinkedHashMap<>();
        for (FilePairing.Group group : groups) {
            masks.put(group, group.masks().stream().map(Named::of).toList());
        }
        List<Finding> findings = new ArrayList<>();
        preferAnnotations(listing, masks, findings);
        if (masks.values().stream().allMatch(each -> each.size() == 1)) {
            return new MaskRoles(masks, findings);
        }
        if (hasAnnotators(masks) || areDrawingsOfTheSame(listing, masks)) {
            takeOne(listing, masks, findings);
        } else {
            uniteInstances(masks);
        }
        return new MaskRoles(masks, findings);
    }

    /** If there is a segmentation, a separate mask is the field of view or the brain. */
    private static void preferAnnotations(
            Listing listing, SequencedMap<FilePairing.Group, List<Named>> masks, List<Finding> findings) {
        long both = masks.values().stream()
                .filter(each -> each.stream().anyMatch(Named::isOnlyMask)
                        && !each.stream().allMatch(Named::isOnlyMask))
                .count();
        if (both < RECURS * masks.size()) {
            return;
        }
        List<Path> left = new ArrayList<>();
        masks.replaceAll((group, each) -> {
            List<Named> kept = each.stream().filter(one -> !one.isOnlyMask()).toList();
            if (kept.isEmpty()) {
                return each;
            }
            each.stream().filter(Named::isOnlyMask).map(Named::path).forEach(left::add);
            return kept;
        });
        findings.addAll(MaskedImages.leftOut(
                listing,
                left,
                "a mask in addition to a segmentation of the same case",
                "masks in addition to segmentations of the same cases",
                "to learn the masks instead, write a manifest that lists them"));
    }

    private static boolean hasAnnotators(SequencedMap<FilePairing.Group, List<Named>> masks) {
        return masks.values().stream()
                .filter(each -> each.size() > 1)
                .allMatch(each -> each.stream()
                        .flatMap(one -> one.member().role().stream())
                        .anyMatch(RoleWords::isAnnotator));
    }

    /** Whether masks contain several labels each, or overlap like annotations of one structure by several people. */
    private static boolean areDrawingsOfTheSame(Listing listing, SequencedMap<FilePairing.Group, List<Named>> masks) {
        return masks.values().stream()
                .filter(each -> each.size() > 1)
                .limit(2)
                .allMatch(each -> MaskOverlap.areDrawingsOfTheSame(each.stream()
                        .sorted(Comparator.comparingInt(
                                one -> one.member().roleName().length()))
                        .limit(COMPARED)
                        .map(one -> listing.root().resolve(one.path()))
                        .toList()));
    }

    /** The role of most cases; among equals the shortest name. */
    private static void takeOne(
            Listing listing, SequencedMap<FilePairing.Group, List<Named>> masks, List<Finding> findings) {
        Map<String, Long> counts = masks.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(one -> one.member().roleName(), TreeMap::new, Collectors.counting()));
        Comparator<Map.Entry<String, Long>> order = Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(entry -> !isAgreed(entry.getKey()))
                .thenComparingInt(entry -> entry.getKey().length())
                .thenComparing(Map.Entry.comparingByKey());
        List<String> ranked =
                counts.entrySet().stream().sorted(order).map(Map.Entry::getKey).toList();
        masks.replaceAll((group, each) -> each.stream()
                .min(Comparator.comparingInt(one -> ranked.indexOf(one.member().roleName())))
                .map(List::of)
                .orElse(each));
        findings.add(Finding.warning(
                Where.file(listing.root()),
                "there are several label maps per case; \"%s\" is used%s"
                        .formatted(
                                ranked.getFirst(),
                                ranked.size() > 1 ? ", the next would be \"%s\"".formatted(ranked.get(1)) : ""),
                "to learn another one, write a manifest that lists it"));
    }

    private static boolean isAgreed(String role) {
        return Stream.of(role.split("_", -1)).anyMatch(RoleWords::isAgreed);
    }

    /** Masks with names unique to a case, and numbered masks whose count varies, are instances of one structure. */
    private static void uniteInstances(SequencedMap<FilePairing.Group, List<Named>> masks) {
        Map<String, Long> cases = masks.values().stream()
                .flatMap(each -> each.stream().map(Named::structure).distinct())
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
        Set<String> numbered = numberedInstances(masks);
        masks.replaceAll((group, each) -> each.stream()
                .map(one -> {
                    boolean unique = masks.size() > 2 && cases.getOrDefault(one.structure(), 0L) == 1;
                    boolean isNumbered = numbered.contains(one.base());
                    return isNumbered || unique ? new Named(one.member(), isNumbered ? one.base() : "") : one;
                })
                .toList());
    }

    /** Names without numbers, for masks whose numbers vary between cases. */
    private static Set<String> numberedInstances(SequencedMap<FilePairing.Group, List<Named>> masks) {
        Map<String, Set<Set<String>>> sets = new TreeMap<>();
        masks.values()
                .forEach(each -> each.stream()
                        .collect(Collectors.groupingBy(
                                Named::base, TreeMap::new, Collectors.mapping(Named::structure, Collectors.toSet())))
                        .forEach((base, names) -> sets.computeIfAbsent(base, any -> new HashSet<>())
                                .add(names)));
        return sets.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Whether each case has one label map and none contains probabilities. */
    public boolean areSingleMaps() {
        return masks.values().stream()
                .allMatch(each -> each.size() == 1 && !each.getFirst().isProbability());
    }

    /** Whether the files are named label rather than mask. */
    public boolean isCalledLabel() {
        return masks.firstEntry().getValue().getFirst().member().file().components().stream()
                .flatMap(List::stream)
                .anyMatch(word -> word.startsWith("label"));
    }

    /** The name common to all maps, if any. */
    public Optional<String> commonName() {
        Set<String> names = masks.values().stream()
                .flatMap(List::stream)
                .map(Named::structure)
                .collect(Collectors.toSet());
        return names.size() == 1
                ? names.stream().filter(name -> name.matches(".*\\p{L}.*")).findFirst()
                : Optional.empty();
    }
}
