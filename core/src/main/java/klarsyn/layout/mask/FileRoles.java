package klarsyn.layout.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import klarsyn.data.file.FileKinds;
import klarsyn.data.file.FileName;
import klarsyn.dicom.DicomFile;
import klarsyn.layout.name.FilePairing;
import klarsyn.layout.name.ImagePath;
import klarsyn.layout.name.Listing;
import klarsyn.layout.name.NameWords;
import klarsyn.layout.name.RoleWords;

/** Separates images from label maps: by words in names ({@code seg}, {@code labels}), otherwise by file contents. */
public final class FileRoles {

    private static final Set<String> DICOM = Set.of(".dcm", ".dicom", ".ima");

    /** Maximum number of words tried as names of label maps. */
    private static final int TRIED_WORDS = 48;

    /** Number of cases opened to determine the content of a role. */
    private static final int SAMPLED = 3;

    private FileRoles() {}

    /** The pairing of images and label maps that uses the most files; without groups if there is none. */
    public static FilePairing best(Listing listing) {
        Map<Path, List<Path>> units = units(listing);
        FilePairing whole = pairing(listing, units, NameWords.Cut.AT_SEPARATORS);
        if (whole.coverage() == 1) {
            return whole;
        }
        FilePairing finer = pairing(listing, units, NameWords.Cut.EVERYWHERE);
        boolean better = finer.coverage() > whole.coverage()
                && finer.groups().size() >= whole.groups().size();
        return better ? finer : whole;
    }

    private static FilePairing pairing(Listing listing, Map<Path, List<Path>> units, NameWords.Cut cut) {
        List<ImagePath> files = new ArrayList<>();
        units.forEach((path, members) -> files.add(ImagePath.of(path, members, cut)));
        Set<ImagePath> masks = named(files);
        if (hasSeries(files) && masks.stream().limit(SAMPLED).noneMatch(file -> isLabelMap(listing, file))) {
            masks = Set.of(); // images next to the series they were converted from
        }
        if (masks.isEmpty()) {
            masks = byContents(listing, files);
        }
        FilePairing pairing = pair(files, masks);
        Set<ImagePath> hidden = labelMapsAmongImages(listing, pairing);
        if (hidden.isEmpty()) {
            return pairing;
        }
        Set<ImagePath> more = new HashSet<>(masks);
        more.addAll(hidden);
        return pair(files, more);
    }

    private static boolean hasSeries(List<ImagePath> files) {
        return files.stream().anyMatch(ImagePath::isSeries);
    }

    private static FilePairing pair(List<ImagePath> files, Set<ImagePath> masks) {
        return FilePairing.of(
                files.stream().filter(file -> !masks.contains(file)).toList(),
                files.stream().filter(masks::contains).toList());
    }

    /** Image files, and folders of DICOM slices if there are other images besides. */
    private static Map<Path, List<Path>> units(Listing listing) {
        Map<Path, List<Path>> units = new TreeMap<>();
        List<Path> images = listing.files().stream()
                .filter(FileKinds::isImage)
                .filter(file -> !listing.isSecondOfPair(file))
                .toList();
        boolean others = images.stream().anyMatch(file -> !isDicomName(file));
        if (!others) {
            return units;
        }
        for (Path file : images) {
            if (!isDicomName(file)) {
                units.put(file, List.of(file));
            }
        }
        slices(listing).forEach((folder, files) -> {
            if (files.size() == 1) {
                units.put(files.getFirst(), files);
            } else {
                units.put(folder, files);
            }
        });
        return units;
    }

    private static boolean isDicomName(Path file) {
        return DICOM.contains(FileName.of(file).ending());
    }

    private static Map<Path, List<Path>> slices(Listing listing) {
        Map<Path, List<Path>> folders = new LinkedHashMap<>();
        for (Path file : listing.files()) {
            Path folder = file.getParent();
            if (folder != null && isDicom(listing, file)) {
                folders.computeIfAbsent(folder, any -> new ArrayList<>()).add(file);
            }
        }
        return folders;
    }

    private static boolean isDicom(Listing listing, Path file) {
        return isDicomName(file)
                || (FileName.of(file).ending().isEmpty()
                        && DicomFile.isDicom(listing.root().resolve(file)));
    }

    /** Files with a word that means label map, unless every file has it. */
    private static Set<ImagePath> named(List<ImagePath> files) {
        Map<String, Integer> counts = counts(files);
        Set<ImagePath> masks = new HashSet<>();
        for (ImagePath file : files) {
            boolean isAnnotation = file.components().stream()
                    .flatMap(List::stream)
                    .anyMatch(word -> RoleWords.isAnnotation(word) && counts.getOrDefault(word, 0) < files.size());
            if (isAnnotation) {
                masks.add(file);
            }
        }
        return masks;
    }

    /** Number of files with each word. */
    private static Map<String, Integer> counts(Collection<ImagePath> files) {
        Map<String, Integer> counts = new HashMap<>();
        for (ImagePath file : files) {
            file.components().stream()
                    .flatMap(List::stream)
                    .distinct()
                    .forEach(word -> counts.merge(word, 1, Integer::sum));
        }
        return counts;
    }

    /** Files of every word that pairs well with the others and whose files contain labels while theirs do not. */
    private static Set<ImagePath> byContents(Listing listing, List<ImagePath> files) {
        Set<ImagePath> masks = new HashSet<>();
        List<String> words = counts(files).entrySet().stream()
                .filter(entry -> entry.getValue() > 1 && entry.getValue() <= files.size() / 2)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TRIED_WORDS)
                .map(Map.Entry::getKey)
                .toList();
        for (String tried : words) {
            List<ImagePath> candidates = files.stream()
                    .filter(file -> file.components().stream().anyMatch(component -> component.contains(tried)))
                    .toList();
            // Most words belong to images, which the first files already show.
            if (!candidates.stream().limit(SAMPLED).allMatch(file -> isLabelMap(listing, file))) {
                continue;
            }
            FilePairing pairing = pair(files, new HashSet<>(candidates));
            if (isOneToOne(pairing, candidates.size()) && holdsLabels(listing, pairing)) {
                masks.addAll(candidates);
            }
        }
        return masks;
    }

    /** Whether nearly every candidate is the only one of its case. */
    private static boolean isOneToOne(FilePairing pairing, int candidates) {
        long single = pairing.groups().stream()
                .filter(group -> group.masks().size() == 1)
                .count();
        return single > 0 && single >= 0.8 * candidates;
    }

    private static boolean holdsLabels(Listing listing, FilePairing pairing) {
        List<FilePairing.Group> sample =
                pairing.groups().stream().limit(SAMPLED).toList();
        return sample.stream()
                .allMatch(group -> isLabelMap(listing, group.masks().getFirst().file())
                        && group.images().stream().anyMatch(image -> !isLabelMap(listing, image.file())));
    }

    /** Files of image roles that contain labels, such as {@code consensus} next to {@code manual}. */
    private static Set<ImagePath> labelMapsAmongImages(Listing listing, FilePairing pairing) {
        Map<String, List<ImagePath>> roles = new TreeMap<>();
        pairing.groups().stream()
                .filter(group -> group.images().size() > 1)
                .flatMap(group -> group.images().stream())
                .forEach(image -> roles.computeIfAbsent(image.roleName(), any -> new ArrayList<>())
                        .add(image.file()));
        Set<ImagePath> found = new HashSet<>();
        roles.forEach((role, files) -> {
            boolean recurs =
                    files.size() > 1 && files.size() >= pairing.groups().size() / 2;
            if (recurs && files.stream().limit(SAMPLED).allMatch(file -> isLabelMap(listing, file))) {
                found.addAll(files);
            }
        });
        return found;
    }

    private static boolean isLabelMap(Listing listing, ImagePath file) {
        return !file.isSeries() && LabelContents.isLabelMap(listing.root().resolve(file.path()));
    }
}
