package klarsyn.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.BiFunction;
import klarsyn.base.DataException;
import klarsyn.base.ModelException;
import klarsyn.codec.Raster;
import klarsyn.codec.Samples;
import klarsyn.codec.jpeg.Jpeg;
import klarsyn.codec.jpeg2000.Jpeg2000;
import klarsyn.codec.jpegls.JpegLs;
import klarsyn.dicom.DicomDirectory;
import klarsyn.dicom.DicomFile;
import klarsyn.dicom.pixel.PixelData;
import klarsyn.dicom.series.DicomImage;
import klarsyn.format.Images;
import klarsyn.format.array.NumericArrays;
import klarsyn.format.signal.Signals;
import klarsyn.format.table.Tables;
import klarsyn.image.Geometry;
import klarsyn.image.Volume;
import klarsyn.layout.Layouts;
import klarsyn.nnunet.NnunetCheckpoint;

/**
 * A reader and the files that it is given; the first is the one that it is asked to read.
 *
 * <p>A reader may refuse with a {@link DataException}, of models a {@link ModelException}, and nothing else, and what it says of an image by its header alone
 * must be what reading gives.
 */
@SuppressWarnings("ImmutableEnumChecker") // immutable functions and names
enum Target {
    NIFTI(Target::image, Wrapping.NONE, "case.nii"),
    NIFTI_GZIP(Target::image, Wrapping.NONE, "case.nii.gz"),
    NIFTI_INSIDE_GZIP(Target::image, Wrapping.GZIP, "case.nii.gz"),
    NIFTI_PAIR(Target::image, Wrapping.NONE, "case.hdr", "case.img"),
    NRRD(Target::image, Wrapping.NONE, "case.nrrd"),
    NRRD_DETACHED(Target::image, Wrapping.NONE, "case.nhdr", "case.raw"),
    META_IMAGE(Target::image, Wrapping.NONE, "case.mha"),
    META_IMAGE_DETACHED(Target::image, Wrapping.NONE, "case.mhd", "case.raw"),
    NPY(Target::arrays, Wrapping.NONE, "case.npy"),
    NPZ(Target::arrays, Wrapping.NONE, "case.npz"),
    HDF5(Target::arrays, Wrapping.NONE, "case.h5"),
    IDX(Target::arrays, Wrapping.NONE, "case-idx3-ubyte"),
    IDX_GZIP(Target::arrays, Wrapping.GZIP, "case-idx3-ubyte.gz"),
    DICOM(Target::dicom, Wrapping.NONE, "case.dcm"),
    JPEG_CODEC((file, bytes) -> codec(bytes, Jpeg::decode)),
    JPEG_LS_CODEC((file, bytes) -> codec(bytes, JpegLs::decode)),
    JPEG_2000_CODEC((file, bytes) -> codec(bytes, Jpeg2000::decode)),
    TIFF(Target::image, Wrapping.NONE, "case.tif"),
    PNG(Target::image, Wrapping.PNG_SUMS, "case.png"),
    JPEG(Target::image, Wrapping.NONE, "case.jpg"),
    WEBP(Target::image, Wrapping.NONE, "case.webp"),
    BMP(Target::image, Wrapping.NONE, "case.bmp"),
    GIF(Target::image, Wrapping.NONE, "case.gif"),
    WFDB(Target::signal, Wrapping.NONE, "case.hea", "case.dat", "case.atr"),
    EDF(Target::signal, Wrapping.NONE, "case.edf"),
    BDF(Target::signal, Wrapping.NONE, "case.bdf"),
    SIGNAL_TEXT(Target::signal, Wrapping.NONE, "case.csv"),
    SIGNAL_ZIP(Target::signalsOfZip, Wrapping.NONE, "case.zip"),
    TABLE((file, bytes) -> refusable(() -> Tables.read(file)), Wrapping.NONE, "case.csv"),
    DATA_SET(Target::dataSet, Wrapping.NONE, "dataset.json"),
    MANIFEST(Target::dataSet, Wrapping.NONE, "cases.csv"),
    CHECKPOINT(Target::checkpoint, Wrapping.NONE, "case.pth"),
    CHECKPOINT_PICKLE(Target::checkpoint, Wrapping.CHECKPOINT, "case.pth");

    /** Of a picture; more would only make each try slower. */
    private static final int LARGEST_SIDE = 1024;

    private final CohortReading reading;
    private final Wrapping wrapping;
    private final List<String> names;

    /** Reads; the bytes are the whole input as Jazzer made it. */
    private interface CohortReading {
        void read(Path file, byte[] input) throws IOException;
    }

    Target(CohortReading reading, Wrapping wrapping, String... names) {
        this.reading = reading;
        this.wrapping = wrapping;
        this.names = List.of(names);
    }

    Target(CohortReading reading) {
        this(reading, Wrapping.NONE);
    }

    /** Names of the files; none if the reader takes bytes. */
    List<String> names() {
        return names;
    }

    /** How the names of files end that would do as inputs, before they are wrapped. */
    String ending() {
        String name = names.getFirst();
        String inner = wrapping == Wrapping.GZIP ? name.substring(0, name.lastIndexOf('.')) : name;
        return inner.substring(Math.max(inner.indexOf('.'), inner.indexOf("-")));
    }

    void run(byte[] input, Path folder) throws IOException {
        List<byte[]> parts = Parts.split(input, Math.max(1, names.size()));
        for (int i = 0; i < names.size(); i++) {
            Path file = folder.resolve(names.get(i));
            if (i < parts.size()) {
                Files.write(file, wrapping.apply(parts.get(i)));
            } else {
                Files.deleteIfExists(file);
            }
        }
        reading.read(folder.resolve(names.isEmpty() ? "none" : names.getFirst()), input);
    }

    private static void refusable(Runnable reading) {
        try {
            reading.run();
        } catch (DataException | ModelException refused) {
            if (String.valueOf(refused.getMessage()).isBlank()) {
                throw new AssertionError("a refusal that says nothing", refused);
            }
        }
    }

    private static void image(Path file, byte[] input) {
        refusable(() -> Images.readLabels(file));
        refusable(() -> Images.placementNotes(file));
        refusable(() -> sameGeometry(Images.readGeometry(file), Images.readChannels(file)));
    }

    private static void sameGeometry(Geometry told, List<Volume> volumes) {
        for (Volume volume : volumes) {
            if (!volume.geometry().equals(told)) {
                throw new AssertionError("header %s, volume %s".formatted(told, volume.geometry()));
            }
        }
    }

    private static void arrays(Path file, byte[] input) {
        refusable(() -> NumericArrays.read(file).values().forEach(array -> {
            if (array.size() > 0) {
                array.at(array.size() - 1);
            }
        }));
        refusable(() -> Images.readChannels(file));
    }

    private static void signal(Path file, byte[] input) {
        refusable(() -> Signals.readHeader(file));
        refusable(() -> Signals.read(file));
        refusable(() -> Signals.annotations(file));
    }

    private static void signalsOfZip(Path file, byte[] input) {
        refusable(() -> Signals.entries(file).forEach(entry -> refusable(() -> Signals.readEntry(file, entry))));
    }

    private static void dicom(Path file, byte[] input) {
        refusable(() -> {
            DicomFile dicom = DicomFile.read(file);
            refusable(() -> PixelData.of(dicom).frame(0));
            refusable(() -> PixelData.of(dicom).values(0));
            refusable(() -> DicomDirectory.of(dicom));
        });
        refusable(() -> DicomImage.read(file));
        refusable(() -> DicomImage.geometry(file));
    }

    /** Columns and rows in two bytes each, components in one, then the codestream. */
    private static void codec(byte[] input, BiFunction<byte[], Raster, Samples> decoder) {
        if (input.length < Seeds.RASTER_BYTES) {
            return;
        }
        ByteBuffer head = ByteBuffer.wrap(input);
        int columns = 1 + Math.floorMod(head.getShort() - 1, LARGEST_SIDE);
        int rows = 1 + Math.floorMod(head.getShort() - 1, LARGEST_SIDE);
        var raster = new Raster(columns, rows, 1 + (head.get() & 3));
        byte[] codestream = new byte[head.remaining()];
        head.get(codestream);
        refusable(() -> {
            Samples samples = decoder.apply(codestream, raster);
            if (!samples.raster().equals(raster)) {
                throw new AssertionError("expected %s, got %s".formatted(raster, samples.raster()));
            }
        });
    }

    private static void checkpoint(Path file, byte[] input) {
        refusable(() -> {
            try (NnunetCheckpoint checkpoint = NnunetCheckpoint.open(file)) {
                refusable(checkpoint::trainer);
                refusable(checkpoint::configuration);
                refusable(checkpoint::mirrorAxes);
                checkpoint.shapes().keySet().forEach(name -> refusable(() -> checkpoint.weight(name)));
            }
        });
    }

    private static void dataSet(Path file, byte[] input) throws IOException {
        Path folder = file.resolveSibling("set");
        for (String kind : List.of("imagesTr", "labelsTr", "imagesTs")) {
            for (String name : List.of("a.nii.gz", "b.nii.gz", "a_0000.nii.gz", "b_0000.nii.gz")) {
                Path place = folder.resolve(kind).resolve(name);
                if (!Files.exists(place)) {
                    Files.createDirectories(place.getParent());
                    Files.createFile(place);
                }
            }
        }
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        refusable(() -> Layouts.open(folder));
    }
}
