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
import klarsyn.base.DataException;
import klarsyn.data.Finding;
import klarsyn.data.file.FileKinds;
import klarsyn.data.file.FileName;
import klarsyn.data.file.Kind;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.layout.name.FilePairing;
import klarsyn.layout.name.ImagePath;
import klarsyn.layout.name.Listing;

/**
 * Determines the channels among the images of each case: roles that nearly every case has, on the grid of the label
 * map.
 *
 * @param names    of the channels, in order; empty if each case has one image, regardless of its role
 * @param channels of each case that has all of them, in that order
 * @param findings images and cases that are ignored
 */
public record ChannelRoles(
        List<String> names, SequencedMap<FilePairing.Group, List<ImagePath>> channels, List<Finding> findings) {

    /** Share of cases that must have a role for it to be a channel. */
    private static final double RECURS = 0.5;

    /** Number of cases whose grids are compared. */
    private static final int SAMPLED = 3;

    public static ChannelRoles of(Listing listing, List<FilePairing.Group> groups) {
        boolean alone = groups.stream().allMatch(group -> group.images().size() == 1);
        if (alone) {
            SequencedMap<FilePairing.Group, List<ImagePath>> channels = new LinkedHashMap<>();
            groups.forEach(group ->
                    channels.put(group, List.of(group.images().getFirst().file())));
            return new ChannelRoles(List.of(), channels, List.of());
        }
        Map<String, List<FilePairing.Member>> recurring = recurring(groups);
        List<Finding> findings = new ArrayList<>();
        Set<String> reported = new HashSet<>();
        Set<String> formats = otherFormats(recurring);
        exclude(listing, recurring, formats, "of another format than the other images", findings);
        reported.addAll(formats);
        Set<String> grids = otherGrids(listing, recurring, groups);
        exclude(listing, recurring, grids, "not on the grid of the label maps", findings);
        reported.addAll(grids);
        return complete(listing, groups, List.copyOf(recurring.keySet()), reported, findings);
    }

    private static Map<String, List<FilePairing.Member>> recurring(List<FilePairing.Group> groups) {
        Map<String, List<FilePairing.Member>> roles = new TreeMap<>();
        groups.stream()
                .flatMap(group -> group.images().stream())
                .forEach(image -> roles.computeIfAbsent(image.roleName(), any -> new ArrayList<>())
                        .add(image));
        roles.values()
                .removeIf(members -> members.size() < Math.max(groups.size() == 1 ? 1 : 2, RECURS * groups.size()));
        return roles;
    }

    /** Roles whose files have another format than the most frequent role: pictures among volumes, PNG among JPEG. */
    private static Set<String> otherFormats(Map<String, List<FilePairing.Member>> roles) {
        Optional<String> first =
                roles.values().stream().max(Comparator.comparingInt(List::size)).map(ChannelRoles::format);
        return roles.keySet().stream()
                .filter(role -> !Optional.of(format(roles.getOrDefault(role, List.of())))
                        .equals(first))
                .collect(Collectors.toSet());
    }

    private static String format(List<FilePairing.Member> members) {
        ImagePath file = members.getFirst().file();
        String ending = FileName.of(file.path()).ending();
        return file.isSeries() ? "series" : ending.startsWith(".nii") ? ".nii" : ending.replace("jpeg", "jpg");
    }

    /** Roles that do not match the label map's grid in any of a few cases, while another role does. */
    private static Set<String> otherGrids(
            Listing listing, Map<String, List<FilePairing.Member>> roles, List<FilePairing.Group> groups) {
        if (roles.size() < 2) {
            return Set.of();
        }
        Set<String> matching = new HashSet<>();
        for (FilePairing.Group group : groups.stream().limit(SAMPLED).toList()) {
            Optional<Geometry> grid = grid(listing, group.masks().getFirst().file());
            for (FilePairing.Member image : group.images()) {
                Optional<Geometry> own = grid(listing, image.file());
                if (grid.isEmpty() || own.isEmpty() || own.get().matches(grid.get())) {
                    matching.add(image.roleName());
                }
            }
        }
        matching.retainAll(roles.keySet());
        return matching.isEmpty()
                ? Set.of()
                : roles.keySet().stream()
                        .filter(role -> !matching.contains(role))
                        .collect(Collectors.toSet());
    }

    /** Empty for a series, and for unreadable files. */
    private static Optional<Geometry> grid(Listing listing, ImagePath file) {
        Path path = listing.root().resolve(file.path());
        if (file.isSeries() || FileKinds.of(path).equals(Optional.of(Kind.PICTURE))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Images.readGeometry(path));
        } catch (DataException unreadable) {
            return Optional.empty();
        }
    }

    private static void exclude(
            Listing listing,
            Map<String, List<FilePairing.Member>> roles,
            Set<String> left,
            String why,
            List<Finding> findings) {
        for (String role : left) {
            List<FilePairing.Member> members = roles.getOrDefault(role, List.of());
            roles.remove(role);
            findings.addAll(MaskedImages.leftOut(
                    listing,
                    members.stream().map(member -> member.file().path()).toList(),
                    "an image \"%s\" that is %s".formatted(role, why),
                    "images \"%s\" that are %s".formatted(role, why),
                    "none needed if they are not channels; otherwise store them like the others, or write a manifest"));
        }
    }

    private static ChannelRoles complete(
            Listing listing,
            List<FilePairing.Group> groups,
            List<String> names,
            Set<String> reported,
            List<Finding> findings) {
        SequencedMap<FilePairing.Group, List<ImagePath>> channels = new LinkedHashMap<>();
        List<Path> incomplete = new ArrayList<>();
        List<Path> aside = new ArrayList<>();
        for (FilePairing.Group group : groups) {
            List<ImagePath> files = new ArrayList<>();
            for (String name : names) {
                group.images().stream()
                        .filter(image -> image.roleName().equals(name))
                        .findFirst()
                        .ifPresent(image -> files.add(image.file()));
            }
            if (files.isEmpty() && names.size() <= 1 && group.images().size() == 1) {
                files.add(group.images().getFirst().file());
            }
            if (files.isEmpty() || files.size() < names.size()) {
                incomplete.add(group.masks().getFirst().file().path());
                continue;
            }
            channels.put(group, files);
            group.images().stream()
                    .filter(image -> !files.contains(image.file()) && !reported.contains(image.roleName()))
                    .forEach(image -> aside.add(image.file().path()));
        }
        String missing = names.size() > 1
                ? "without all of the channels " + String.join(", ", names)
                : "with several images, none of them named as in other cases";
        findings.addAll(MaskedImages.leftOut(
                listing,
                incomplete,
                "a case " + missing,
                "cases " + missing,
                "add the missing files, or write a manifest that lists the images of each case"));
        findings.addAll(MaskedImages.leftOut(
                listing,
                aside,
                "an image that few cases have",
                "images that few cases have",
                "none needed if they are not channels; otherwise write a manifest that lists the images of each case"));
        return new ChannelRoles(names.size() > 1 ? shortest(names, groups) : List.of(), channels, findings);
    }

    /** The role, or the last word of the file name if the role is empty. */
    private static List<String> nameWords(FilePairing.Member image) {
        List<String> own = image.ownRole();
        List<String> stem = image.file().components().getLast();
        return own.isEmpty() && !stem.isEmpty() ? List.of(stem.getLast()) : own;
    }

    /** Names without common words, if they still differ. */
    private static List<String> shortest(List<String> roles, List<FilePairing.Group> groups) {
        List<List<String>> words = roles.stream()
                .map(role -> groups.stream()
                        .flatMap(group -> group.images().stream())
                        .filter(image -> image.roleName().equals(role))
                        .findFirst()
                        .map(ChannelRoles::nameWords)
                        .orElse(List.of(role)))
                .toList();
        Set<String> common = new HashSet<>(words.getFirst());
        words.forEach(common::retainAll);
        List<String> names = words.stream()
                .map(each ->
                        each.stream().filter(word -> !common.contains(word)).collect(Collectors.joining("_")))
                .toList();
        boolean usable =
                names.stream().noneMatch(String::isBlank) && Set.copyOf(names).size() == names.size();
        return usable ? names : roles;
    }
}
