package klarsyn.nnunet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import klarsyn.base.Json;

/** Writes pickles for {@link PickleReader}, in protocol 2: plain containers and tensors of floats. */
final class PickleWriter {

    private static final int MAX_INTEGER_BYTES = Long.BYTES;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    PickleWriter() {
        out.write(0x80);
        out.write(2);
    }

    /** Starts a dictionary whose last keys follow; {@link #endDictionary} closes it. */
    PickleWriter beginDictionary() {
        out.write('}');
        out.write('(');
        return this;
    }

    /** As {@link #beginDictionary}, of Python's ordered kind. */
    PickleWriter beginOrderedDictionary() {
        global("collections", "OrderedDict");
        out.write(')');
        out.write('R');
        out.write('(');
        return this;
    }

    PickleWriter endDictionary() {
        out.write('u');
        return this;
    }

    PickleWriter key(String name) {
        text(name);
        return this;
    }

    /** A contiguous tensor of floats that fills the storage of a key. */
    PickleWriter tensor(String storage, List<Integer> shape) {
        global("torch._utils", "_rebuild_tensor_v2");
        out.write('(');
        out.write('(');
        text("storage");
        global("torch", "FloatStorage");
        text(storage);
        text("cpu");
        integer(shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact));
        out.write('t');
        out.write('Q');
        integer(0);
        out.write('(');
        shape.forEach(this::integer);
        out.write('t');
        out.write('(');
        for (int axis = 0; axis < shape.size(); axis++) {
            integer(shape.subList(axis + 1, shape.size()).stream()
                    .mapToLong(Integer::longValue)
                    .reduce(1, Math::multiplyExact));
        }
        out.write('t');
        out.write(0x89);
        beginOrderedDictionary().endDictionary();
        out.write('t');
        out.write('R');
        return this;
    }

    /** Plain values: dictionaries, lists, strings, numbers, booleans, None. */
    PickleWriter plain(Json value) {
        switch (value) {
            case Json.Members(var members) -> {
                beginDictionary();
                for (Map.Entry<String, Json> member : members.entrySet()) {
                    key(member.getKey()).plain(member.getValue());
                }
                endDictionary();
            }
            case Json.Elements(var elements) -> {
                out.write(']');
                out.write('(');
                elements.forEach(this::plain);
                out.write('e');
            }
            case Json.Text(String text) -> text(text);
            case Json.Numeric number -> number(number);
            case Json.Truth(boolean truth) -> out.write(truth ? 0x88 : 0x89);
            case Json.Nothing _ -> out.write('N');
        }
        return this;
    }

    byte[] bytes() {
        out.write('.');
        return out.toByteArray();
    }

    private void number(Json.Numeric number) {
        if (number.value().scale() <= 0 && number.value().toBigInteger().bitLength() < Long.SIZE) {
            integer(number.value().longValueExact());
        } else {
            out.write('G');
            little(
                    Double.BYTES,
                    Long.reverseBytes(Double.doubleToLongBits(number.value().doubleValue())));
        }
    }

    private void integer(long value) {
        if (value == (int) value) {
            out.write('J');
            little(Integer.BYTES, value);
        } else {
            out.write(0x8a);
            out.write(MAX_INTEGER_BYTES);
            little(MAX_INTEGER_BYTES, value);
        }
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write('X');
        little(Integer.BYTES, bytes.length);
        out.writeBytes(bytes);
    }

    private void global(String module, String name) {
        out.write('c');
        out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void little(int bytes, long value) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >> (8 * i)));
        }
    }
}
