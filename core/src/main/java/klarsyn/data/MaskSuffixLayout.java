package klarsyn.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/** {@code NAME} beside {@code NAME_mask}, in one folder or in a folder a patient. */
record MaskSuffixLayout() implements Layout {

    private static final Pattern MASK =
            Pattern.compile("(.+?)[_-](mask|masks|label|labels|seg|segmentation|gt)", Pattern.CASE_INSENSITIVE);

    @Override
    public String keyword() {
        return "mask-suffix";
    }

    @Override
    public String marks() {
        return "NAME beside NAME_mask (or _seg, _label), in one folder or in a folder a patient";
    }

    @Override
    public boolean fits(Listing listing) {
        Found found = Found.in(listing);
        return !found.pairs.isEmpty() && found.pairs.size() >= found.images.size();
    }

    @Override
    public Cohort read(Listing listing, Hints hints) {
        Found found = Found.in(listing);
        if (found.pairs.isEmpty()) {
            throw new DataException(
                    "no image has a label map NAME_mask beside it", Where.file(listing.root()), "name them so");
        }
        boolean inFolders = found.pairs.keySet().stream().allMatch(image -> image.getNameCount() > 1);
        Set<String> stems = new HashSet<>();
        found.pairs.keySet().forEach(image -> stems.add(FileName.of(image).stem()));
        boolean unique = stems.size() == found.pairs.size();
        List<MaskPair> pairs = new ArrayList<>();
        found.pairs.forEach((image, mask) -> {
            String id = unique ? FileName.of(image).stem() : FileName.path(image);
            String patient = inFolders ? image.getName(0).toString() : id;
            pairs.add(new MaskPair(
                    id,
                    patient,
                    List.of(listing.root().resolve(image)),
                    listing.root().resolve(mask),
                    Part.ANY));
        });
        String layout = inFolders ? "patient folders of NAME beside NAME_mask" : "NAME beside NAME_mask";
        return MaskedImages.cohort(
                listing, hints, layout, "mask", pairs, MaskedImages.alone(listing, found.images, found.masks));
    }

    /**
     * Files that may be images or label maps.
     *
     * @param pairs  label map of each image
     * @param images without a label map
     * @param masks  without an image
     */
    private record Found(Map<Path, Path> pairs, List<Path> images, List<Path> masks) {

        static Found in(Listing listing) {
            Map<String, Path> images = new TreeMap<>();
            Map<String, Path> masks = new TreeMap<>();
            for (Path file : listing.files()) {
                if (FileKinds.isImage(file)) {
                    Matcher mask = MASK.matcher(FileName.path(file));
                    if (mask.matches()) {
                        masks.put(mask.group(1), file);
                    } else {
                        images.put(FileName.path(file), file);
                    }
                }
            }
            Map<Path, Path> pairs = new TreeMap<>();
            List<Path> alone = new ArrayList<>();
            images.forEach((name, image) -> {
                if (masks.containsKey(name)) {
                    pairs.put(image, masks.remove(name));
                } else {
                    alone.add(image);
                }
            });
            return new Found(pairs, alone, List.copyOf(masks.values()));
        }
    }
}
