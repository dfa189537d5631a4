package klarsyn.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/**
 * Arrays as NumPy 2.4 and h5py 3.16 write them, in base64.
 *
 * <pre>{@code
 * v = np.arange(24).reshape(2, 3, 4)
 * np.save(..., np.asfortranarray(v.astype(">i2")))                               # NPY_FORTRAN_BIG_ENDIAN
 * np.lib.format.write_array(..., v.astype("f2"), version=(3, 0))                 # NPY_3_HALF
 * np.save(..., np.array([{}, 1], dtype=object)); np.save(..., np.array(["ab"]))  # NPY_OBJECTS, NPY_TEXT
 * np.savez(..., images=v.astype("u1"), labels=np.array([[0], [1]], "u1"))        # NPZ_STORED
 * np.savez_compressed(...)                                                       # NPZ_DEFLATED, of the same
 * with h5py.File(..., "w", libver="v110") as f:                                  # HDF5, gzip
 *     f["g/plain"] = v.astype(">i2")
 *     f.create_dataset("chunks", data=v.astype("f4"), chunks=(2, 2, 3), compression="gzip", shuffle=True,
 *                      fletcher32=True)
 *     f.create_dataset("lzf", data=np.arange(100) // 7, compression="lzf")
 *     f["text"] = "hello"; f["away"] = h5py.ExternalLink("/etc/hosts", "/x")
 * }</pre>
 */
public final class ArrayFiles {

    private ArrayFiles() {}

    public static byte[] bytes(String base64) {
        return Base64.getMimeDecoder().decode(base64);
    }

    public static byte[] hdf5() {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes(HDF5)))) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static final String NPY_FORTRAN_BIG_ENDIAN = """
        k05VTVBZAQB2AHsnZGVzY3InOiAnPmkyJywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMywgNCksIH0gICAg
        ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAMAAQAEAAIABQAAQANAAUAEQAJ
        ABUAAgAOAAYAEgAKABYAAwAPAAcAEwALABc=\
        """;

    public static final String NPY_3_HALF = """
        k05VTVBZAwB0AAAAeydkZXNjcic6ICc8ZjInLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwgMywgNCksIH0g
        ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAA8AEAAQgBEAEUARgBHAEiASABJ
        gEkASoBKAEuASwBMQEyATMBMAE1ATYBNwE0=\
        """;

    public static final String NPY_OBJECTS = """
        k05VTVBZAQB2AHsnZGVzY3InOiAnfE8nLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwpLCB9ICAgICAgICAg
        ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAqABJWOAAAAAAAAAIwWbnVtcHkuX2Nv
        cmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmUjAduZGFycmF5lJOUSwCFlEMBYpSHlFKUKEsBSwKFlGgDjAVk
        dHlwZZSTlIwCTziUiYiHlFKUKEsDjAF8lE5OTkr/////Sv////9LP3SUYoldlCh9lEsBZXSUYi4=\
        """;

    public static final String NPY_TEXT = """
        k05VTVBZAQB2AHsnZGVzY3InOiAnPFUyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsKSwgfSAgICAgICAg
        ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAphAAAAYgAAAA==\
        """;

    public static final String NPZ_STORED = """
        UEsDBC0AAAAAAAAAIQBErVeC//////////8KABQAaW1hZ2VzLm5weQEAEACYAAAAAAAAAJgAAAAAAAAAk05VTVBZAQB2AHsnZGVz
        Y3InOiAnfHUxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMsIDQpLCB9ICAgICAgICAgICAgICAgICAg
        ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhdQSwMELQAAAAAAAAAh
        AIMXsuX//////////woAFABsYWJlbHMubnB5AQAQAIIAAAAAAAAAggAAAAAAAACTTlVNUFkBAHYAeydkZXNjcic6ICd8dTEnLCAn
        Zm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwgMSksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg
        ICAgICAgICAgICAgICAgICAgICAgICAgCgABUEsBAi0DLQAAAAAAAAAhAEStV4KYAAAAmAAAAAoAAAAAAAAAAAAAAIABAAAAAGlt
        YWdlcy5ucHlQSwECLQMtAAAAAAAAACEAgxey5YIAAACCAAAACgAAAAAAAAAAAAAAgAHUAAAAbGFiZWxzLm5weVBLBQYAAAAAAgAC
        AHAAAACSAQAAAAA=\
        """;

    public static final String NPZ_DEFLATED = """
        UEsDBC0AAAAIAAAAIQBErVeC//////////8KABQAaW1hZ2VzLm5weQEAEACYAAAAAAAAAGEAAAAAAAAAm+wX6hsQychQxlCtnpJa
        nFykbqWgXlNqqK6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaRjoKxjoKJpo6CrUK5AEuBkYmZhZWNnYOTi5uHl4+fgFB
        IWERUTFxAFBLAwQtAAAACAAAACEAgxey5f//////////CgAUAGxhYmVscy5ucHkBABAAggAAAAAAAABIAAAAAAAAAJvsF+obEMnI
        UMZQrZ6SWpxcpG6loF5Taqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CoaaOgq1CmQDLgZGAFBLAQItAy0AAAAI
        AAAAIQBErVeCYQAAAJgAAAAKAAAAAAAAAAAAAACAAQAAAABpbWFnZXMubnB5UEsBAi0DLQAAAAgAAAAhAIMXsuVIAAAAggAAAAoA
        AAAAAAAAAAAAAIABnQAAAGxhYmVscy5ucHlQSwUGAAAAAAIAAgBwAAAAIQEAAAAA\
        """;

    static final String HDF5 = """
        H4sIAAAAAAACA+1YT0gUURj/vTezs+Psuu7qurtuay518BDiGKkQCJqLbSQsSedcUXN1F5Xccgsq85JWSNDFg5Bhpw51EPpDRAtF
        eNB7RIRBgUHhKegg1Jt5b2QL6lKEwvvBvN+8N2++9/2+770PZmaTia5yI2ooug4H3wVawrxvivEXJx55UslED0WBVpZOdGBQEEDz
        ghEZ2iT8Nb8f2Arx+8PClOaz5ii5C6dHVDFSYY2o+cFCft0lZlXgVzx8d2badoEtQA4BVCGEimeKYGEQvxtXvCD+Mue5Hy7mtWLo
        TJFCnpOfJWMeOxYL3WNtsIJGmUQVLmhwQ0cZDHjgRTl8LIB+BFCJKgRRjRDCduzil2ZptvT6czr91hqu8Vzf8Oiys3bi30h41rbW
        +dfpDIIE4nWiH0dYR/gyu7PT6vHEQKhiCSH2DLJ9x+3oVcwShUooVVTFmHOsj/33dFbq6VRXRzIB4jMcbavCna/1b64XTvWniyQa
        iYZi43oyszFfTG9CnUsDQ9fc99+e7H3V1ZE4AuJIuCd4n92GhMk6u20WvVq77RG9iN1+8W7M2Gv5YpHIXtMMmuYqlq+sBG7AfK8c
        yH5cauKuqMGpl9PVe6buLi3tX1DR9E15YB6bvMPf9RY/+MxPMwmK0EGSHeq91bCd5yDLJSFkQGgcKD2WrAjxOtTu5C/K8kdwUbXK
        BVi9sHPnYvsyzvTpMSt7lJIBnYyUxPKcU0Fu7rxj+/RxrJa5v97ANuNiy3q9G3Sx1SKFk8rJxUnj5OakcyrjZHDycPJyKufkW2yd
        crNltqOu8hNknZYaQlhdgH3xeqfzaFNeBD9ronA7Lhex67HyJDZsbYotoc3SfbQz1U1KhIraD2fzZAZzudI68LoCEhISEhISEhIS
        EhISEhISuwypzuRxLWB992v9mbOj2Ylp8Y9Rq2GDervaN9l3nn3zNw7m+xszYxP5CTQWcLXQfPsHTDuQMzYXAAA=\
        """;
}
