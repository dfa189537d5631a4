package klarsyn.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A checkpoint of two numbers, as nnU-Net writes them. */
final class SmallCheckpoints {

    private static final byte[] NUMBERS = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40};

    private SmallCheckpoints() {}

    /** The pickle alone. */
    static byte[] pickle() {
        String tensor = "ctorch._utils\n_rebuild_tensor_v2\n((" + text("storage") + "ctorch\nFloatStorage\n" + text("0")
                + text("cpu") + "K\2tQK\0K\2\u0085K\1\u0085\u0089ccollections\nOrderedDict\n)RtR";
        String scalar = "cnumpy.core.multiarray\nscalar\ncnumpy\ndtype\n" + text("f8") + "\u0089\u0088\u0087R(K\3"
                + text("<") + "NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\0tbc_codecs\nencode\n"
                + text("12345678") + text("latin1") + "\u0086R\u0086R";
        String all = "\u0080\2}q\0(" + text("network_weights") + "ccollections\nOrderedDict\n)Rq\1(" + text("w")
                + tensor
                + text("module.v") + "ctorch._utils\n_rebuild_parameter\n(" + tensor + "\u0088)tR"
                + "u}" + text("_metadata") + "}sb" + text("optimizer_state") + "N" + text("_best_ema") + scalar
                + text("init_args") + "}(" + text("configuration") + text("3d") + text("device") + "ctorch\ndevice\n"
                + text("cpu") + "\u0085Ru" + text("trainer_name") + text("t")
                + text("inference_allowed_mirroring_axes") + "K\0K\1\u0086q\2u.";
        return all.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(String text) {
        return "X" + (char) text.length() + "\0\0\0" + text;
    }

    /** A file with this pickle and two numbers beside it. */
    static byte[] file(byte[] pickle) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("data.pkl", pickle);
        entries.put("byteorder", SmallFiles.text("little"));
        entries.put("data/0", NUMBERS);
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry("archive/" + entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
