package klarsyn.layout.name;

import java.util.Set;
import java.util.regex.Pattern;

/** Words for the role of a file: image, label map, probability, annotator. */
public final class RoleWords {

    private static final Pattern ANNOTATION = Pattern.compile(
            "(seg|segs|segm|dseg|aseg|probseg|segmentation|segmentations"
                + "|segmentierung|segmentierungen|label|labels|lbl|labelmap|labelmaps|gt|gts|groundtruth|groundtruths|truth"
                + "|annotation|annotations|annot|anno|manual|roi|rois|contour|contours|parcellation|delineation|delineations"
                + "|consensus|staple|1stho|2ndho)(tr|ts)?|\\p{L}+(seg|segmentation|segmentations|labels|annotation)");
    private static final Pattern MASK =
            Pattern.compile("(\\p{L}*)(mask|masks|msk|maske|masken|masque|mascara)(tr|ts)?");
    private static final Set<String> IMAGE = Set.of(
            "image",
            "images",
            "img",
            "imgs",
            "im",
            "scan",
            "scans",
            "volume",
            "volumes",
            "vol",
            "orig",
            "original",
            "raw",
            "picture",
            "photo",
            "input",
            "case",
            "slice",
            "frame",
            "imagestr",
            "imagests");
    private static final Set<String> PROBABILITY =
            Set.of("prob", "probs", "probability", "probabilities", "probseg", "probmap");
    private static final Set<String> ANNOTATOR =
            Set.of("1stho", "2ndho", "rater", "raters", "observer", "annotator", "expert", "reader", "grader");
    private static final Set<String> AGREED =
            Set.of("consensus", "staple", "majority", "maj", "final", "merged", "combined", "mean");
    private static final Set<String> ENTITY = Set.of("desc", "label", "seg", "space", "res", "hemi", "derivatives");

    private RoleWords() {}

    /** Whether the word means labels. */
    public static boolean isAnnotation(String word) {
        return ANNOTATION.matcher(word).matches() || isMask(word);
    }

    /** Whether the word is a form of mask, which may also be the field of view or the brain. */
    public static boolean isMask(String word) {
        return MASK.matcher(word).matches();
    }

    /** Whether the word is a role, of an image or label map, rather than a case. */
    public static boolean isRole(String word) {
        return IMAGE.contains(word) || isAnnotation(word);
    }

    /** Whether the word means probabilities from 0 to 1. */
    public static boolean isProbability(String word) {
        return PROBABILITY.contains(word);
    }

    /** Whether the word means one of several annotators of the same structure. */
    public static boolean isAnnotator(String word) {
        return ANNOTATOR.contains(word) || ANNOTATOR.contains(word.replaceFirst("\\d+$", ""));
    }

    /** Whether the word means the consensus of several annotators. */
    public static boolean isAgreed(String word) {
        return AGREED.contains(word);
    }

    /** Whether the word is a BIDS key rather than a structure: {@code desc-brain} is {@code brain}. */
    public static boolean isEntity(String word) {
        return ENTITY.contains(word);
    }
}
