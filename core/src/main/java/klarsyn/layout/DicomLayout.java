package klarsyn.layout;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.Hints;
import klarsyn.data.Part;
import klarsyn.data.Source;
import klarsyn.data.file.FileKinds;
import klarsyn.data.file.FileName;
import klarsyn.data.file.Kind;
import klarsyn.dicom.DicomFile;
import klarsyn.dicom.Tag;
import klarsyn.dicom.series.DicomFolder;
import klarsyn.dicom.series.DicomSeries;
import klarsyn.layout.name.Listing;

/** Folders of DICOM files, one case per series, independent of file names. */
record DicomLayout() implements Layout {

    private static final Set<String> ENDINGS = Set.of(".dcm", ".dicom", ".ima");

    @Override
    public String keyword() {
        return "dicom";
    }

    @Override
    public String marks() {
        return "folders of DICOM files, one case per series";
    }

    /** At least as many DICOM files as other images; files without an extension are inspected. */
    @Override
    public boolean fits(Listing listing) {
        int dicom = 0;
        int others = 0;
        for (Path file : listing.files()) {
            String ending = FileName.of(file).ending();
            if (ENDINGS.contains(ending)
                    || (ending.isEmpty() && DicomFile.isDicom(listing.root().resolve(file)))) {
                dicom++;
            } else if (FileKinds.of(file).isPresent()) {
                others++;
            }
        }
        return dicom > 0 && dicom >= others;
    }

    @Override
    public Cohort read(Listing listing, Hints hints) {
        DicomFolder folder = DicomFolder.of(
                listing.files().stream().map(listing.root()::resolve).toList());
        List<DicomSeries> all = folder.series().stream()
                .flatMap(series -> DicomFolder.separate(series).stream())
                .toList();
        if (all.isEmpty()) {
            throw new DataException(
                    "there is no DICOM file with an image", Where.file(listing.root()), "put the series there");
        }
        Map<String, Integer> inFolder = new HashMap<>();
        all.forEach(series -> inFolder.merge(place(listing, series), 1, Integer::sum));
        List<Case> cases = new ArrayList<>();
        for (DicomSeries series : all) {
            String place = place(listing, series);
            String id = inFolder.getOrDefault(place, 1) == 1 && !place.isEmpty()
                    ? place
                    : FileName.path(listing.root().relativize(series.files().getFirst()));
            Source source = series.files().size() == 1
                    ? new Source.ImageFile(series.files().getFirst())
                    : new Source.Series(series.files());
            cases.add(new Case(id, patient(series, id), List.of(source), new Case.Target.Unknown(), Part.ANY));
        }
        return new Cohort(
                Listing.nameOf(listing.root()),
                listing.root(),
                "DICOM series",
                Kind.VOLUME,
                Optional.empty(),
                Cohort.channels(hints.channels()),
                cases,
                broken(folder));
    }

    private static String place(Listing listing, DicomSeries series) {
        Path parent = listing.root().relativize(series.files().getFirst()).getParent();
        return parent == null ? "" : parent.toString().replace('\\', '/');
    }

    /** A pseudonym for the Patient ID, which is never shown; the case if there is none. */
    private static String patient(DicomSeries series, String id) {
        return DicomFile.readHeader(series.files().getFirst())
                .dataSet()
                .string(Tag.PATIENT_ID)
                .filter(patient -> !patient.isBlank())
                .map(DicomLayout::placeholder)
                .orElse(id);
    }

    private static String placeholder(String patient) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(patient.getBytes(StandardCharsets.UTF_8));
            return "patient-" + HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }

    /** DICOM files that could not be read; files that only lack an image are skipped. */
    private static List<Finding> broken(DicomFolder folder) {
        return folder.ignored().stream()
                .filter(other -> DicomFile.isDicom(other.file()))
                .filter(other ->
                        !other.why().contains("no image") && !other.why().contains("directory of a file set"))
                .map(other -> Finding.warning(
                        Where.file(other.file()), "ignored: " + other.why(), "export the file again, or delete it"))
                .toList();
    }
}
