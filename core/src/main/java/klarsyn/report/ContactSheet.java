package klarsyn.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import klarsyn.base.DataException;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.OpenArrays;
import klarsyn.data.file.Kind;
import klarsyn.data.label.Labels;
import klarsyn.image.LabelMap;
import klarsyn.image.Orientation;
import klarsyn.image.Shape;
import klarsyn.image.Volume;
import klarsyn.preflight.Preflight;

/** Thumbnails of the cases, those with findings first, which show flipped and empty images at a glance. */
final class ContactSheet {

    private static final int MAX_CASES = 60;
    private static final int SIDE = 160;

    private ContactSheet() {}

    static Html of(Cohort cohort, Preflight.Result result) {
        if (cohort.kind() == Kind.SIGNAL || cohort.kind() == Kind.TABLE) {
            return Html.fill("<p class=\"note\">{}</p>", "There are no images.");
        }
        Set<Integer> ignored = cohort.structures().map(Labels::ignored).orElse(Set.of());
        OpenArrays arrays = new OpenArrays();
        List<Html> cells = new ArrayList<>();
        for (Case one : chosen(cohort, result)) {
            cells.add(cell(one, ignored, arrays));
        }
        return Html.fill("""
            <div style="display:flex;flex-wrap:wrap;gap:8px">{}</div>
            <p class="note">{}</p>\
            """, cells, """
            The middle slice of the first channel, or the slice with most labeled voxels, which are colored. \
            Volumes in radiological orientation: the patient's right is on the left, anterior is up. \
            Gray values from the 1st to the 99th percentile.\
            """);
    }

    /** Cases with findings, then others evenly spaced. */
    private static List<Case> chosen(Cohort cohort, Preflight.Result result) {
        Set<String> named = new HashSet<>();
        result.findings().forEach(finding -> named.addAll(words(finding.where().text())));
        List<Case> chosen = new ArrayList<>();
        List<Case> others = new ArrayList<>();
        for (Case one : cohort.cases()) {
            (named.contains(one.id()) && chosen.size() < MAX_CASES / 2 ? chosen : others).add(one);
        }
        int free = Math.min(MAX_CASES - chosen.size(), others.size());
        for (int i = 0; i < free; i++) {
            chosen.add(others.get((int) ((long) i * others.size() / free)));
        }
        return chosen;
    }

    private static List<String> words(String where) {
        return Arrays.asList(where.split("[ ,]+", -1));
    }

    private static Html cell(Case one, Set<Integer> ignored, OpenArrays arrays) {
        Html picture;
        try {
            picture = picture(one, ignored, arrays);
        } catch (DataException unreadable) {
            picture = Html.fill("<div style=\"width:{}px;height:{}px\">cannot be shown</div>", SIDE, SIDE);
        }
        return Html.fill(
                "<figure style=\"margin:0;width:{}px\">{}<figcaption"
                        + " style=\"overflow-wrap:anywhere\">{}</figcaption></figure>",
                SIDE,
                picture,
                one.id());
    }

    private static Html picture(Case one, Set<Integer> ignored, OpenArrays arrays) {
        Volume image = one.sources().getFirst().readImage(arrays).getFirst();
        boolean labeled = one.hasLabels();
        LabelMap labels = labeled ? one.readLabels() : new LabelMap(image.geometry(), new short[image.voxels().length]);
        if (!labels.shape().equals(image.shape())) {
            labels = new LabelMap(image.geometry(), new short[image.voxels().length]);
        }
        if (image.shape().z() > 1) { // pictures have no patient orientation and are shown as stored
            image = image.reorientedTo(Orientation.LPS);
            labels = labels.reorientedTo(Orientation.LPS);
        }
        return drawn(image, labels.without(ignored));
    }

    private static Html drawn(Volume image, LabelMap labels) {
        Shape shape = image.shape();
        int z = fullest(labels);
        int from = z * shape.x() * shape.y();
        float[] slice = Arrays.copyOfRange(image.voxels(), from, from + shape.x() * shape.y());
        float[] sorted = slice.clone();
        Arrays.sort(sorted);
        Window window =
                new Window(sorted[(int) (0.01 * (sorted.length - 1))], sorted[(int) (0.99 * (sorted.length - 1))]);
        double widthMm = shape.x() * image.spacing().x();
        double heightMm = shape.y() * image.spacing().y();
        double scale = SIDE / Math.max(widthMm, heightMm);
        int width = Math.max(1, (int) Math.round(widthMm * scale));
        int height = Math.max(1, (int) Math.round(heightMm * scale));
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = y * shape.y() / height * shape.x() + x * shape.x() / width;
                int gray = window.gray(slice[at]) & 0xFF;
                boolean marked = labels.voxels()[from + at] > 0;
                int pixel = 3 * (y * width + x);
                rgb[pixel] = (byte) (marked ? Math.min(255, gray / 2 + 120) : gray);
                rgb[pixel + 1] = (byte) (marked ? gray / 2 + 60 : gray);
                rgb[pixel + 2] = (byte) (marked ? gray / 2 : gray);
            }
        }
        return Html.fill(
                "<img alt=\"\" width=\"{}\" height=\"{}\" src=\"{}\">",
                width,
                height,
                Png.colorDataUri(rgb, width, height));
    }

    /** The slice with most labeled voxels, or the middle one. */
    private static int fullest(LabelMap labels) {
        Shape shape = labels.shape();
        int area = shape.x() * shape.y();
        int best = shape.z() / 2;
        int most = 0;
        for (int z = 0; z < shape.z(); z++) {
            int count = 0;
            for (int i = z * area; i < (z + 1) * area; i++) {
                count += labels.voxels()[i] > 0 ? 1 : 0;
            }
            if (count > most) {
                most = count;
                best = z;
            }
        }
        return best;
    }
}
