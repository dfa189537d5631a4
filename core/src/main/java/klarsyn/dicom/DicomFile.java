package klarsyn.dicom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/**
 * A DICOM file: its data set and how its pixels are compressed.
 *
 * <p>Files without preamble or file meta information are supported; their encoding is detected from the first element.
 *
 * @param path           path of the file
 * @param transferSyntax as stated, or as detected
 * @param dataSet        everything after the file meta information
 */
public record DicomFile(Path path, TransferSyntax transferSyntax, DicomObject dataSet) {

    /** Inflated bytes that are always allowed, and the limit relative to the file size. */
    private static final long MAX_INFLATED = 1L << 26;

    private static final int MAX_INFLATED_RATIO = 100;

    /** Positions in memory are 31-bit. */
    private static final long LARGEST = Integer.MAX_VALUE - 8L;

    /**
     * Reads a whole file into memory without decoding pixels.
     *
     * @throws DataException if it is missing, unreadable, not a DICOM file, truncated, 2 GiB or larger, or inconsistent
     */
    public static DicomFile read(Path path) {
        return read(path, DicomParser.Extent.WHOLE);
    }

    /**
     * Reads the part before the pixels, usually a few thousand bytes, regardless of file size.
     *
     * @throws DataException as {@link #read}, except for problems after that part
     */
    public static DicomFile readHeader(Path path) {
        return read(path, DicomParser.Extent.BEFORE_PIXELS);
    }

    /** Whether a file is DICOM, by its first few hundred bytes. */
    public static boolean isDicom(Path path) {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            return FileStart.of(ByteSource.of(in.readNBytes(FileStart.ENOUGH))).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static DicomFile read(Path path, DicomParser.Extent extent) {
        try (InputStream in = Files.newInputStream(path)) {
            return read(path, in, Files.size(path), extent);
        } catch (IOException failure) {
            throw unreadable(failure, path);
        }
    }

    /** As from a file of this size; the path is used only in messages. */
    static DicomFile read(Path path, InputStream in, long size, DicomParser.Extent extent) throws IOException {
        if (extent == DicomParser.Extent.BEFORE_PIXELS) {
            return parse(path, ByteSource.prefix(in, size), extent, size);
        } else if (size > LARGEST) {
            throw new DataException(
                    "the file has %d bytes; files of 2 GiB and more are not supported".formatted(size),
                    Where.file(path),
                    "export it in parts or compressed");
        }
        return parse(path, ByteSource.whole(in, (int) size), extent, size);
    }

    private static DicomFile parse(Path path, ByteSource source, DicomParser.Extent extent, long size)
            throws IOException {
        Where where = Where.file(path);
        source.reaches(Math.min(size, FileStart.ENOUGH));
        FileStart start = FileStart.of(source)
                .orElseThrow(() -> new DataException(
                        "not a DICOM file: it starts neither with DICM nor with an element",
                        where,
                        "choose a DICOM file, or exclude this one"));
        var meta = new DicomParser(source, start.start(), where);
        Optional<TransferSyntax> declared =
                meta.fileMeta().string(Tag.TRANSFER_SYNTAX).map(TransferSyntax::of);
        if (declared.isPresent() && declared.get().isDeflated()) {
            return inflate(path, declared.get(), source, meta.position(), extent);
        }
        Encoding encoding = FileStart.encodingAt(source, meta.position(), declared);
        var parser = new DicomParser(source, meta.position(), where);
        DicomObject dataSet = parser.dataSet(encoding, extent);
        if (extent == DicomParser.Extent.BEFORE_PIXELS) {
            source.trim(parser.position());
        }
        return new DicomFile(path, declared.orElseGet(() -> FileStart.syntaxOf(encoding)), dataSet);
    }

    private static DicomFile inflate(
            Path path, TransferSyntax syntax, ByteSource deflated, int start, DicomParser.Extent extent)
            throws IOException {
        deflated.reaches(LARGEST);
        int size = deflated.filled() - start;
        var inflater = new Inflater(true);
        try (InputStream in =
                new InflaterInputStream(new ByteArrayInputStream(deflated.array(), start, size), inflater)) {
            ByteSource source = ByteSource.prefix(in, Math.max(MAX_INFLATED, (long) MAX_INFLATED_RATIO * size));
            var parser = new DicomParser(source, 0, Where.file(path));
            DicomObject dataSet = parser.dataSet(Encoding.of(syntax), extent);
            if (source.isAtLimit()) {
                throw new DataException(
                        "the data set inflates from %d bytes to more than %d".formatted(size, source.filled()),
                        Where.file(path),
                        "export the file again, not deflated");
            }
            source.trim(extent == DicomParser.Extent.BEFORE_PIXELS ? parser.position() : source.filled());
            return new DicomFile(path, syntax, dataSet);
        } finally {
            inflater.end();
        }
    }

    private static DataException unreadable(IOException failure, Path path) {
        String what = switch (failure) {
            case NoSuchFileException none -> "the file does not exist";
            case AccessDeniedException denied -> "no permission to read the file";
            default ->
                Files.isDirectory(path)
                        ? "expected a file, got a folder"
                        : "the file cannot be read (" + failure.getMessage() + ")";
        };
        return new DataException(what, Where.file(path), "check the path, or copy or export the file again", failure);
    }
}
