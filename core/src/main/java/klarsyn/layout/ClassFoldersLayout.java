package klarsyn.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.Hints;
import klarsyn.data.ImageChannels;
import klarsyn.data.Part;
import klarsyn.data.Source;
import klarsyn.data.Task;
import klarsyn.data.file.FileKinds;
import klarsyn.data.file.FileName;
import klarsyn.data.file.Kind;
import klarsyn.format.signal.Signals;
import klarsyn.layout.name.Listing;
import klarsyn.layout.name.NameWords;
import klarsyn.layout.name.Recordings;
import klarsyn.layout.name.Splits;

/** One folder per class, optionally below {@code train}, {@code val} and {@code test}. */
record ClassFoldersLayout() implements Layout {

    private static final double MOSTLY = 0.9;

    /** With more files of the same names in every folder than this, folders are classes. */
    private static final int MAX_ROLES = 16;

    /** The same for names that differ only in a number. */
    private static final int MAX_NUMBERED_ROLES = 4;

    @Override
    public String keyword() {
        return "class-folders";
    }

    @Override
    public String marks() {
        return "one folder per class with its images or signals, optionally below train, val and test";
    }

    @Override
    public boolean fits(Listing listing) {
        Found found = Found.in(listing);
        boolean isClass = found.classes().size() > 1
                || (found.classes().size() == 1
                        && EmptyFolders.in(listing, found.classes()).areClasses());
        return isClass && found.isSimilar(listing) && !found.areCases();
    }

    @Override
    public Cohort read(Listing listing, Hints hints) {
        Found found = Found.in(listing);
        List<Finding> findings = new ArrayList<>(found.findings(listing));
        findings.addAll(EmptyFolders.in(listing, found.classes()).findings());
        if (found.classes().isEmpty() || (found.classes().size() == 1 && findings.isEmpty())) {
            throw new DataException(
                    "fewer than two folders contain images or signals directly",
                    Where.file(listing.root()),
                    "create a folder for each class that contains its files");
        }
        List<String> names = found.items().stream()
                .map(item -> FileName.of(item.file()).stem())
                .toList();
        boolean unique = Set.copyOf(names).size() == names.size();
        List<Case> cases = new ArrayList<>();
        for (Item item : found.items()) {
            Path file = listing.root().resolve(item.file());
            String id = unique ? FileName.of(file).stem() : FileName.path(item.file());
            Source source = found.kind() == Kind.SIGNAL ? new Source.Recording(file) : new Source.ImageFile(file);
            cases.add(new Case(id, id, List.of(source), new Case.Target.Category(item.name()), item.part()));
        }
        return new Cohort(
                Listing.nameOf(listing.root()),
                listing.root(),
                "one folder per class" + (found.isSplit() ? ", in the data set's own split" : ""),
                found.kind(),
                Optional.of(Task.Classification.of("class", found.classes())),
                channels(hints, found.kind(), cases),
                cases,
                findings);
    }

    private static List<Cohort.Channel> channels(Hints hints, Kind kind, List<Case> cases) {
        if (!hints.channels().isEmpty()) {
            return Cohort.channels(hints.channels());
        }
        if (kind == Kind.SIGNAL) {
            return Cohort.channels(
                    Recordings.channelNames(Signals.readHeader(cases.getFirst().file())));
        }
        int count = kind == Kind.PICTURE ? ImageChannels.usualCount(cases) : ImageChannels.count(cases);
        return Cohort.channels(ImageChannels.names(kind, count));
    }

    private record Item(Path file, String name, Part part) {}

    /**
     * Files of classes.
     *
     * @param items of the most frequent kind, and for signals of the most frequent extension
     * @param kind  of these files
     * @param aside folders with files of another kind
     */
    private record Found(List<Item> items, Kind kind, Map<String, Kind> aside) {

        static Found in(Listing listing) {
            List<Item> all = new ArrayList<>();
            for (Path file : listing.files()) {
                place(file).ifPresent(all::add);
            }
            String common = mostFrequent(all);
            List<Item> items = new ArrayList<>();
            Map<String, Kind> aside = new TreeMap<>();
            for (Item item : all) {
                if (group(item.file()).equals(common)) {
                    items.add(item);
                } else {
                    aside.put(item.name(), FileKinds.of(item.file()).orElse(Kind.TABLE));
                }
            }
            items.forEach(item -> aside.remove(item.name()));
            Kind kind = items.isEmpty()
                    ? Kind.PICTURE
                    : FileKinds.of(items.getFirst().file()).orElse(Kind.PICTURE);
            return new Found(items, kind, aside);
        }

        /** CLASS/file or train/CLASS/file. */
        private static Optional<Item> place(Path file) {
            if (FileKinds.of(file).isEmpty()) {
                return Optional.empty();
            }
            if (file.getNameCount() == 2
                    && Splits.part(file.getName(0).toString()).isEmpty()) {
                return Optional.of(new Item(file, file.getName(0).toString(), Part.ANY));
            }
            if (file.getNameCount() == 3) {
                return Splits.part(file.getName(0).toString())
                        .map(part -> new Item(file, file.getName(1).toString(), part));
            }
            return Optional.empty();
        }

        private static String mostFrequent(List<Item> items) {
            Map<String, Integer> counts = new HashMap<>();
            items.forEach(item -> counts.merge(group(item.file()), 1, Integer::sum));
            return new TreeMap<>(counts)
                    .entrySet().stream()
                            .max(Map.Entry.comparingByValue())
                            .map(Map.Entry::getKey)
                            .orElse("");
        }

        private static String group(Path file) {
            Kind kind = FileKinds.of(file).orElse(Kind.TABLE);
            return kind == Kind.SIGNAL ? kind + FileName.of(file).ending() : kind.toString();
        }

        Set<String> classes() {
            Set<String> names = new TreeSet<>();
            items.forEach(item -> names.add(item.name()));
            return names;
        }

        /**
         * Nearly all images are in the class folders, and volumes have one format; otherwise the folders are not
         * classes.
         */
        boolean isSimilar(Listing listing) {
            long all = listing.files().stream()
                    .filter(file -> FileKinds.of(file).equals(Optional.of(kind)))
                    .count();
            boolean oneFormat = kind != Kind.VOLUME
                    || items.stream()
                                    .map(item -> FileName.of(item.file()).ending())
                                    .distinct()
                                    .count()
                            == 1;
            return oneFormat && items.size() >= MOSTLY * all;
        }

        /**
         * Whether the folders are cases rather than classes: all have files of the same few names, such as flair and
         * t1.
         */
        boolean areCases() {
            Map<String, Set<String>> roles = new TreeMap<>();
            for (Item item : items) {
                List<String> words = NameWords.of(FileName.of(item.file()).stem(), NameWords.Cut.AT_SEPARATORS);
                List<String> folder = NameWords.of(item.name(), NameWords.Cut.AT_SEPARATORS);
                String role = words.stream()
                        .filter(word -> !folder.contains(word))
                        .reduce("", (one, other) -> one + " " + other)
                        .strip();
                roles.computeIfAbsent(item.name(), any -> new TreeSet<>()).add(role);
            }
            Set<String> first = roles.values().stream().findFirst().orElse(Set.of());
            boolean named = first.stream().noneMatch(role -> role.matches("[\\d ]*"));
            boolean numbered = first.stream()
                            .map(role -> role.replaceAll("\\d+", ""))
                            .distinct()
                            .count()
                    == 1;
            return named
                    && first.size() <= (numbered ? MAX_NUMBERED_ROLES : MAX_ROLES)
                    && roles.values().stream().allMatch(first::equals);
        }

        boolean isSplit() {
            return items.stream().anyMatch(item -> item.part() != Part.ANY);
        }

        /** Other signals may be the same ones in another format; other kinds of files were put there for a class. */
        List<Finding> findings(Listing listing) {
            return aside.entrySet().stream()
                    .map(entry -> {
                        Where where = Where.file(listing.root().resolve(entry.getKey()));
                        return entry.getValue() == kind
                                ? Finding.warning(
                                        where,
                                        "its files are of another format than those of the classes: it is left out",
                                        "if it is a class, store its files in the same format as the others")
                                : Finding.error(
                                        where,
                                        "its files are of another kind than those of the classes",
                                        "if it is a class, store its files as the others are; else move the folder out"
                                                + " of the data set");
                    })
                    .toList();
        }
    }
}
