package klarsyn.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.Hints;
import klarsyn.data.Part;
import klarsyn.data.Source;
import klarsyn.data.Task;
import klarsyn.data.file.FileKinds;
import klarsyn.data.file.FileName;
import klarsyn.data.file.Kind;
import klarsyn.data.label.LabelSource;
import klarsyn.data.label.StructureCoding;
import klarsyn.data.label.StructureMask;
import klarsyn.format.Images;
import klarsyn.format.file.Segment;
import klarsyn.layout.manifest.CaseTable;
import klarsyn.layout.mask.ChannelRoles;
import klarsyn.layout.mask.FileRoles;
import klarsyn.layout.mask.LabelContents;
import klarsyn.layout.mask.MaskPair;
import klarsyn.layout.mask.MaskRoles;
import klarsyn.layout.mask.MaskedImages;
import klarsyn.layout.mask.StructureDiscovery;
import klarsyn.layout.name.CaseNames;
import klarsyn.layout.name.FilePairing;
import klarsyn.layout.name.ImagePath;
import klarsyn.layout.name.Listing;
import klarsyn.layout.name.NameWords;
import klarsyn.layout.name.PathPattern;
import klarsyn.layout.name.RoleWords;

/**
 * Images and label maps paired by their names, in any folders: {@code images/a} with {@code labels/a}, {@code a} with
 * {@code a_seg}, {@code case_7/imaging} with {@code case_7/segmentation}.
 */
record PairedFilesLayout() implements Layout {

    /** Probability threshold for voxels of a structure. */
    private static final double PROBABLE = 0.5;

    /** Ratio of label maps to images above which a folder without pairs has mismatched names. */
    private static final double MIN_MASKS = 0.25;

    @Override
    public String keyword() {
        return "images-and-labels";
    }

    @Override
    public String marks() {
        return "images and label maps with a common part in their names: images/NAME and labels/NAME, NAME and"
                + " NAME_mask, NAME/image and NAME/label";
    }

    @Override
    public boolean fits(Listing listing) {
        if (holdsDataSets(listing)) {
            return false;
        }
        FilePairing pairing = FileRoles.best(listing);
        int paired = pairing.groups().size();
        int images = pairing.imagesLeft().size();
        int masks = pairing.masksLeft().size();
        if (paired == 0) {
            return images > 0 && masks >= images * MIN_MASKS && !areClasses(listing, pairing.masksLeft());
        }
        boolean inFolder = pairing.groups().stream()
                .anyMatch(group ->
                        !isCompanion(group.images().getFirst(), group.masks().getFirst()));
        List<ImagePath> paths = pairing.groups().stream()
                .map(group -> group.masks().getFirst().file())
                .toList();
        return (inFolder || paired >= images) && paired >= masks && !areClasses(listing, paths);
    }

    /** Whether the folders are separate data sets: with a description, or with folders of images and labels each. */
    private static boolean holdsDataSets(Listing listing) {
        Set<String> folders = listing.folders();
        if (folders.stream().anyMatch(folder -> listing.has(folder + "/" + MsdLayout.DESCRIPTION))) {
            return true;
        }
        return folders.size() > 1
                && !CaseNames.arePeople(folders)
                && folders.stream().noneMatch(folder -> CaseNames.part(folder).isPresent())
                && folders.stream().allMatch(folder -> hasBothRoles(listing.in(folder)));
    }

    private static boolean hasBothRoles(Listing listing) {
        List<String> words = listing.folders().stream()
                .flatMap(folder -> NameWords.of(folder, NameWords.Cut.AT_SEPARATORS).stream())
                .filter(RoleWords::isRole)
                .toList();
        return words.stream().anyMatch(RoleWords::isAnnotation)
                && words.stream().anyMatch(word -> !RoleWords.isAnnotation(word));
    }

    /** Whether the folder "mask" is one of several classes of photographs. */
    private static boolean areClasses(Listing listing, List<ImagePath> masks) {
        boolean roles = listing.folders().stream()
                .flatMap(folder -> NameWords.of(folder, NameWords.Cut.AT_SEPARATORS).stream())
                .anyMatch(word -> RoleWords.isRole(word) && !RoleWords.isAnnotation(word));
        return !roles
                && new ClassFoldersLayout().fits(listing)
                && masks.stream()
                        .limit(3)
                        .allMatch(mask ->
                                LabelContents.isPhotograph(listing.root().resolve(mask.path())));
    }

    private static boolean isCompanion(FilePairing.Member image, FilePairing.Member mask) {
        return Optional.ofNullable(image.file().path().getParent())
                .equals(Optional.ofNullable(mask.file().path().getParent()));
    }

    @Override
    public Cohort read(Listing listing, Hints hints) {
        FilePairing pairing = FileRoles.best(listing);
        if (pairing.groups().isEmpty()) {
            return unpaired(listing, hints, pairing);
        }
        ChannelRoles images = ChannelRoles.of(listing, pairing.groups());
        if (images.channels().isEmpty()) {
            throw new DataException(
                    "no case has all its images: %s"
                            .formatted(images.findings().getFirst().what()),
                    Where.file(listing.root()),
                    images.findings().getFirst().fix());
        }
        MaskRoles masks = MaskRoles.of(listing, images.channels().keySet());
        List<Finding> findings = new ArrayList<>();
        findings.addAll(sameNames(listing));
        findings.addAll(MaskedImages.alone(listing, paths(pairing.imagesLeft()), paths(pairing.masksLeft())));
        findings.addAll(images.findings());
        findings.addAll(masks.findings());
        return new Reading(listing, named(hints, images), images, masks, findings).cohort();
    }

    /** One error for files of one name in two formats, which are ambiguous. */
    private static List<Finding> sameNames(Listing listing) {
        Map<String, Path> seen = new TreeMap<>();
        for (Path file : listing.files()) {
            if (FileKinds.isImage(file) && FileName.of(file).ending().startsWith(".nii")) {
                Path other = seen.putIfAbsent(FileName.path(file), file);
                if (other != null) {
                    return List.of(Finding.error(
                            Where.file(listing.root().resolve(file)),
                            "another file has the same name except for its extension: " + other,
                            "remove one of them, here and wherever two files share a name"));
                }
            }
        }
        return List.of();
    }

    /** The images without targets: label maps are never cases. */
    private static Cohort unpaired(Listing listing, Hints hints, FilePairing pairing) {
        if (pairing.imagesLeft().isEmpty() || pairing.masksLeft().isEmpty()) {
            throw new DataException(
                    "no image has a label map", Where.file(listing.root()), "add images and label maps");
        }
        ImagePath image = pairing.imagesLeft().getFirst();
        ImagePath mask = pairing.masksLeft().getFirst();
        Finding finding = Finding.error(
                Where.file(listing.root()),
                "%s and %s have no common part in their names, such as %s and %s"
                        .formatted(
                                Count.of(pairing.imagesLeft().size(), "image"),
                                Count.of(pairing.masksLeft().size(), "label map"),
                                image.path(),
                                mask.path()),
                "use matching names, or " + LooseLayout.TABLE);
        List<Path> files = pairing.imagesLeft().stream()
                .flatMap(file -> file.files().stream())
                .toList();
        return LooseLayout.cohort(new Listing(listing.root(), files), hints, List.of(finding));
    }

    private static List<Path> paths(List<ImagePath> files) {
        return files.stream().map(ImagePath::path).toList();
    }

    /** Image roles are the channel names, unless hints name them. */
    private static Hints named(Hints hints, ChannelRoles images) {
        boolean numbers = images.names().stream().allMatch(name -> name.matches("\\d*"));
        return hints.channels().isEmpty() && !numbers ? hints.withChannels(images.names()) : hints;
    }

    private record Reading(Listing listing, Hints hints, ChannelRoles images, MaskRoles masks, List<Finding> findings) {

        Cohort cohort() {
            List<MaskPair> pairs = completed(pairs());
            SequencedMap<String, List<StructureMask>> segments = segments(pairs);
            if (!segments.isEmpty()) {
                return structured(pairs, segments, "; structures as named by the files");
            }
            if (masks.areSingleMaps()) {
                String word = masks.commonName().orElse(masks.isCalledLabel() ? "label" : "mask");
                return MaskedImages.cohort(listing, hints, pattern(), word, pairs, findings);
            }
            SequencedMap<String, List<StructureMask>> drawn = new LinkedHashMap<>();
            int index = 0;
            for (List<MaskRoles.Named> each : masks.masks().values()) {
                drawn.put(pairs.get(index).id(), each.stream().map(this::mask).toList());
                index++;
            }
            findings.addAll(absent(drawn));
            return structured(pairs, drawn, "; one mask per structure");
        }

        private List<MaskPair> completed(List<MaskPair> pairs) {
            List<String> ids = pairs.stream().map(MaskPair::id).toList();
            return CaseTable.find(listing, ids)
                    .map(table -> table.complete(pairs))
                    .orElse(pairs);
        }

        /** Structures with missing files in some cases: they may be absent or not annotated. */
        private List<Finding> absent(SequencedMap<String, List<StructureMask>> drawn) {
            Map<String, Long> cases = drawn.values().stream()
                    .flatMap(each -> each.stream().map(StructureMask::structure).distinct())
                    .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
            List<Finding> absent = new ArrayList<>();
            cases.forEach((name, count) -> {
                if (count < drawn.size()) {
                    absent.add(Finding.warning(
                            Where.file(listing.root()),
                            "%d of %d cases have no file for %s, which is assumed to be absent"
                                    .formatted(drawn.size() - count, drawn.size(), name),
                            "none needed if these cases do not have it; if it was not annotated, exclude them with"
                                    + " --exclude"));
                }
            });
            return absent;
        }

        private StructureMask mask(MaskRoles.Named named) {
            String name = named.structure().isBlank() ? "mask" : named.structure();
            StructureMask.Inside inside = named.isProbability()
                    ? new StructureMask.Inside.AtLeast(PROBABLE)
                    : new StructureMask.Inside.NotZero();
            return new StructureMask(name, listing.root().resolve(named.path()), 0, inside);
        }

        private List<MaskPair> pairs() {
            List<FilePairing.Group> groups = List.copyOf(images.channels().keySet());
            CaseNames names =
                    new CaseNames(groups, List.copyOf(images.channels().values()));
            List<String> ids = names.ids();
            List<String> patients = names.patients(ids);
            List<Part> parts = names.parts();
            List<MaskPair> pairs = new ArrayList<>();
            for (FilePairing.Group group : groups) {
                int i = pairs.size();
                List<Source> sources = images.channels().getOrDefault(group, List.of()).stream()
                        .map(this::source)
                        .toList();
                Path mask =
                        masks.masks().getOrDefault(group, List.of()).getFirst().path();
                pairs.add(new MaskPair(
                        ids.get(i), patients.get(i), sources, listing.root().resolve(mask), parts.get(i)));
            }
            return pairs;
        }

        private Source source(ImagePath file) {
            return file.isSeries()
                    ? new Source.Series(
                            file.files().stream().map(listing.root()::resolve).toList())
                    : new Source.ImageFile(listing.root().resolve(file.path()));
        }

        /** Segments named by the label files, if all name them; empty otherwise, or if a file cannot be read. */
        private SequencedMap<String, List<StructureMask>> segments(List<MaskPair> pairs) {
            SequencedMap<String, List<StructureMask>> found = new LinkedHashMap<>();
            for (MaskPair pair : pairs) {
                List<Segment> segments = readSegments(pair.mask());
                if (segments.isEmpty()) {
                    return new LinkedHashMap<>();
                }
                found.put(
                        pair.id(),
                        segments.stream()
                                .map(segment -> new StructureMask(
                                        segment.name(),
                                        pair.mask(),
                                        segment.layer(),
                                        new StructureMask.Inside.Equal(segment.value())))
                                .toList());
            }
            return found;
        }

        private static List<Segment> readSegments(Path mask) {
            try {
                return Images.segments(mask);
            } catch (DataException unreadable) {
                return List.of(); // reported when labels are read
            }
        }

        private Cohort structured(List<MaskPair> pairs, SequencedMap<String, List<StructureMask>> drawn, String words) {
            if (!hints.labels().isEmpty()) {
                throw new DataException(
                        "structures are named by the masks and by " + HintsFile.NAME,
                        Where.file(listing.root()),
                        "remove \"labels\" from " + HintsFile.NAME);
            }
            StructureCoding coding = StructureDiscovery.of(drawn.entrySet().stream()
                    .map(entry -> new StructureDiscovery.Drawn(entry.getKey(), entry.getValue()))
                    .toList());
            List<Case> cases = pairs.stream()
                    .map(pair -> new Case(
                            pair.id(),
                            pair.patient(),
                            pair.images(),
                            new Case.Target.Mask(
                                    new LabelSource.Masks(drawn.getOrDefault(pair.id(), List.of()), coding)),
                            pair.part()))
                    .toList();
            Kind kind = FileKinds.of(cases.getFirst().file()).orElse(Kind.VOLUME);
            String overlap = coding.combinations().isEmpty() ? "" : ", which overlap";
            return new Cohort(
                    Listing.nameOf(listing.root()),
                    listing.root(),
                    pattern() + words + overlap,
                    kind,
                    Optional.of(new Task.Segmentation(coding.labels())),
                    MaskedImages.channels(hints, kind, cases),
                    cases,
                    findings);
        }

        /** The file name patterns of the first case. */
        private String pattern() {
            FilePairing.Group first = images.channels().firstEntry().getKey();
            List<ImagePath> channels = images.channels().firstEntry().getValue();
            String image = first.images().stream()
                    .filter(member -> channels.contains(member.file()))
                    .map(member -> PathPattern.of(member.file(), first.key()))
                    .findFirst()
                    .orElse("");
            MaskRoles.Named mask = masks.masks().firstEntry().getValue().getFirst();
            return "images and label maps paired by name: %s with %s"
                    .formatted(image, PathPattern.of(mask.member().file(), first.key()));
        }
    }
}
