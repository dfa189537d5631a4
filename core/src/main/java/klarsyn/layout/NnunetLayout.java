package klarsyn.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.Hints;
import klarsyn.data.Task;
import klarsyn.data.file.FileKinds;
import klarsyn.data.file.Kind;
import klarsyn.layout.mask.MaskedImages;
import klarsyn.layout.name.Listing;

/**
 * nnU-Net's raw data, version 2: {@code dataset.json} names channels and labels, {@code imagesTr/CASE_0000} is channel
 * 0 of a case and {@code labelsTr/CASE} its label map.
 */
record NnunetLayout() implements Layout {

    /** The channel number suffix of a file name. */
    static final String CHANNEL = "_%04d";

    private static final String IMAGES = "imagesTr";
    private static final String LABELS = "labelsTr";

    @Override
    public String keyword() {
        return "nnunet";
    }

    @Override
    public String marks() {
        return "nnU-Net raw: dataset.json with channel_names, labels and file_ending; imagesTr/CASE_0000,"
                + " labelsTr/CASE";
    }

    @Override
    public boolean fits(Listing listing) {
        return isNnunet(listing);
    }

    /** Whether the description is nnU-Net's and not the Decathlon's. */
    static boolean isNnunet(Listing listing) {
        if (!listing.has(MsdLayout.DESCRIPTION)) {
            return false;
        }
        try {
            DescriptionFile json = DescriptionFile.read(listing.root().resolve(MsdLayout.DESCRIPTION));
            return json.find("channel_names").isPresent();
        } catch (DataException broken) {
            return false; // the Decathlon layout then reports the problem
        }
    }

    @Override
    public Cohort read(Listing listing, Hints hints) {
        Path folder = listing.root();
        Path file = folder.resolve(MsdLayout.DESCRIPTION);
        NnunetDescription described = NnunetDescription.read(file);
        MsdLayout.rejectNames(hints, Where.file(file));
        String ending = described.fileEnding();
        int channels = described.channels().size();
        List<Finding> findings = new ArrayList<>();
        return new Cohort(
                described.name().isEmpty() ? Listing.nameOf(folder) : described.name(),
                folder,
                "nnU-Net raw (dataset.json, imagesTr, labelsTr)",
                FileKinds.of(Path.of("a" + ending)).orElse(Kind.VOLUME),
                Optional.of(new Task.Segmentation(described.labels())),
                described.channels(),
                cases(listing, ending, channels, Where.file(file), findings),
                findings);
    }

    private static List<Case> cases(
            Listing listing, String ending, int channels, Where described, List<Finding> findings) {
        List<Case> cases = new ArrayList<>();
        List<Path> alone = new ArrayList<>();
        Listing images = listing.in(IMAGES);
        for (Path label : listing.in(LABELS).top()) {
            Optional<String> id = idOf(label, ending);
            if (id.isPresent()) {
                cases.add(one(listing, images, id.get(), label, ending, channels));
            }
        }
        Set<String> known = cases.stream().map(Case::id).collect(Collectors.toSet());
        for (Path image : images.top()) {
            Optional<String> id = idOf(image, ending)
                    .filter(name -> name.matches(".+_\\d{4}"))
                    .map(name -> name.substring(0, name.length() - 5));
            if (id.isPresent() && !known.contains(id.get())) {
                alone.add(image);
            }
        }
        findings.addAll(MaskedImages.alone(images, alone, List.of()));
        if (cases.isEmpty()) {
            throw new DataException(
                    "there is no label map *%s".formatted(ending),
                    Where.file(listing.root().resolve(LABELS)),
                    "add the label maps, or correct file_ending in " + described);
        }
        return cases;
    }

    private static Optional<String> idOf(Path file, String ending) {
        String name = file.toString();
        return name.endsWith(ending) && name.length() > ending.length()
                ? Optional.of(name.substring(0, name.length() - ending.length()))
                : Optional.empty();
    }

    private static Case one(Listing listing, Listing images, String id, Path label, String ending, int channels) {
        List<Path> files = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            Path file = Path.of(id + CHANNEL.formatted(channel) + ending);
            if (!images.has(file)) {
                throw new DataException(
                        "channel %d of %d is missing".formatted(channel, channels),
                        Where.of(id, images.root().resolve(file)),
                        images.has(Path.of(id + ending))
                                ? "the channel belongs into the name: rename %s%s to %s".formatted(id, ending, file)
                                : "put the file there, or take the label map out");
            }
            files.add(images.root().resolve(file));
        }
        return Case.ofImages(id, id, files, listing.root().resolve(LABELS).resolve(label));
    }
}
